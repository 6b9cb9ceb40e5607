using System.Text.RegularExpressions;

namespace BlueGreen.Pipelines.Conditions;

/// <summary>Knows texts that are complete only when a pipeline starts: <c>${{parameters.COLOR}}</c>.</summary>
/// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml#parameters"/>
internal static partial class PipelineParameter
{
    /// <summary>Tells whether a text holds one: then only the CI system knows what it says.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsIn(string text) =>
        text.Contains("${{", StringComparison.Ordinal) || text.Contains("%{{", StringComparison.Ordinal);

    /// <summary>Lists the parameters that a text is made of.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Their names, one for each use.</returns>
    public static IEnumerable<string> NamesIn(string text) =>
        Uses().Matches(text).Select(use => use.Groups["name"].Value);

    [GeneratedRegex(
        @"[$%]\{\{\s*parameters\.(?<name>[A-Za-z_][A-Za-z0-9_]*)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Uses();
}
