using System.Text.RegularExpressions;

namespace BlueGreen.Frosting.Output;

/// <summary>Takes out of a text what a terminal or a CI system would obey: pods and clusters print what they
/// like.</summary>
/// <remarks>
/// All systems at once, whichever one runs: a log may be read by another one than the one that is seen. GitHub obeys
/// lines that begin with <c>::</c>, and <c>##[</c> anywhere; Azure <c>##[</c> and <c>##vso[</c>, TeamCity
/// <c>##teamcity[</c>, anywhere; Buildkite lines that begin with one of four signs; GitLab, and every terminal, control
/// characters. What is taken out stays visible.
/// </remarks>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands"/>
/// <seealso href="https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands"/>
/// <seealso href="https://www.jetbrains.com/help/teamcity/service-messages.html"/>
/// <seealso href="https://buildkite.com/docs/pipelines/configure/managing-log-output"/>
/// <seealso href="https://docs.gitlab.com/ci/jobs/job_logs/#create-custom-collapsible-sections"/>
internal static partial class PlainText
{
    /// <summary>Makes a text plain.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text without control characters, and without anything that is a command.</returns>
    public static string Of(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return string.Join('\n', lines.Select(Printable).Select(Disarm));
    }

    private static string Printable(string line) =>
        line.Any(IsUnprintable) ? string.Concat(line.Select(c => IsUnprintable(c) ? '?' : c)) : line;

    private static bool IsUnprintable(char c) => (char.IsControl(c) && c != '\t') || IsDirection(c);

    // What turns the direction of writing around shows a line that is not the one that was written.
    private static bool IsDirection(char c) =>
        c is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static string Disarm(string line) =>
        Anywhere().Replace(AtTheBeginning().Replace(line, "${space}| "), "## ");

    [GeneratedRegex(
        @"^(?<space>\s*)(?=::)|^(?<space>)(?=(---|\+\+\+|~~~|\^\^\^)\s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AtTheBeginning();

    [GeneratedRegex(
        @"##(?=(vso|teamcity)?\[)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Anywhere();
}
