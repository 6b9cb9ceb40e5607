using System.Text.RegularExpressions;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>Finds what the expressions <c>${{ … }}</c> of a text ask for. Names are of any case there.</summary>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/contexts"/>
internal static partial class GitHubExpression
{
    /// <summary>Finds a value that is not the same for all runs and jobs.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The value's name; null when there is none.</returns>
    public static string? FindVarying(string text) => Find(text, Varying());

    /// <summary>Finds a value that whoever pushes, opens or starts something chooses.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The value's name; null when there is none.</returns>
    public static string? FindForeign(string text) => Find(text, Foreign());

    /// <summary>Finds the variables that are put into a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The names of the variables.</returns>
    public static IEnumerable<string> Variables(string text) => In(text)
        .SelectMany(expression => Variable().Matches(expression).Select(found => found.Groups["name"].Value));

    private static string? Find(string text, Regex what) => In(text)
        .Select(expression => what.Match(expression))
        .FirstOrDefault(found => found.Success)?.Groups["what"].Value;

    /// <summary>One pass, however many are never closed.</summary>
    private static IEnumerable<string> In(string text)
    {
        var start = text.IndexOf("${{", StringComparison.Ordinal);
        while (start >= 0 && text.IndexOf("}}", start, StringComparison.Ordinal) is var end and >= 0)
        {
            yield return text[(start + 3)..end];
            start = text.IndexOf("${{", end, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(
        @"\b(?<what>(github(\.|\[\s*')(ref|ref_name|ref_type|ref_protected|head_ref|base_ref|sha|workflow_ref"
        + @"|workflow_sha|run_id|run_number|run_attempt|event|event_name|actor|actor_id|triggering_actor)"
        + @"|inputs|matrix|needs|strategy)(\.[\w.-]+)?)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Varying();

    [GeneratedRegex(
        @"\b(?<what>(github(\.|\[\s*')(event|ref|ref_name|head_ref|base_ref|workflow_ref)|inputs)(\.[\w.-]+)?)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Foreign();

    [GeneratedRegex(
        @"\benv(\.|\[\s*')(?<name>[A-Za-z_][A-Za-z0-9_]*)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Variable();
}
