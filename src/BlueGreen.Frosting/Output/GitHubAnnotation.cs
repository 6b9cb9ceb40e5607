using System.Globalization;
using BlueGreen.Errors;

namespace BlueGreen.Frosting.Output;

/// <summary>Writes a failure as the annotation that GitHub Actions shows on the page of a run.</summary>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands"/>
internal static class GitHubAnnotation
{
    /// <summary>Writes it.</summary>
    /// <param name="error">The failure, free of secrets.</param>
    /// <returns>One line.</returns>
    public static string Of(ReleaseException error)
    {
        var title = Property(string.Create(CultureInfo.InvariantCulture, $"blue-green ({(int)error.ExitCode})"));
        return $"::error title={title}::{Data($"{error.Problem}\nwhy: {error.Reason}\nnext: {error.Remedy}")}";
    }

    /// <summary>Escapes a property: what would end it, or the line, is written as a code.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text without <c>:</c>, <c>,</c> and line ends.</returns>
    public static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);
}
