using System.Text.RegularExpressions;

namespace BlueGreen.Pipelines.Checking;

/// <summary>Knows how a shell's here-document begins: <c>&lt;&lt;EOF</c>.</summary>
/// <seealso href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_07_04"/>
internal static partial class HereDocument
{
    /// <summary>Reads its beginning.</summary>
    /// <param name="script">The script.</param>
    /// <param name="at">Where it may begin.</param>
    /// <returns>The line that ends it, and how long the beginning is; null where none begins.</returns>
    public static (string End, int Length)? At(string script, int at) =>
        (at == 0 || script[at - 1] is not '<') && Beginning().Match(script, at) is { Success: true } found
            ? (found.Groups["end"].Value, found.Length)
            : null;

    [GeneratedRegex(
        @"\G<<-?[ \t]{0,9}(?<quote>['""\\]?)(?<end>[A-Za-z_][A-Za-z0-9_.-]{0,99})(\k<quote>|)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Beginning();
}
