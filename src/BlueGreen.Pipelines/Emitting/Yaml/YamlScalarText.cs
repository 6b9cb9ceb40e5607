using System.Text.RegularExpressions;

namespace BlueGreen.Pipelines.Emitting.Yaml;

/// <summary>Spells a text so that readers of YAML 1.1 and of YAML 1.2 read the same text.</summary>
/// <seealso href="https://yaml.org/spec/1.2.2/#733-plain-style"/>
/// <seealso href="https://yaml.org/type/"/>
internal static partial class YamlScalarText
{
    /// <summary>Spells one line of text: as it is where no reader can take it for something else, else in single
    /// quotes.</summary>
    /// <param name="text">The text, without line ends and control characters.</param>
    /// <returns>What to write.</returns>
    /// <exception cref="ArgumentException">The text holds control characters.</exception>
    public static string Of(string text)
    {
        if (text.Any(char.IsControl))
        {
            throw new ArgumentException("A text of one line holds no control characters.", nameof(text));
        }

        return IsPlain(text) ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>
    /// Words that begin with a letter and hold nothing that YAML could obey. What begins with a digit is quoted: 1_000,
    /// 12:30:00 and 2026-01-01 are no text in YAML 1.1.
    /// </summary>
    private static bool IsPlain(string text) =>
        PlainText().IsMatch(text)
        && !text.Contains(": ", StringComparison.Ordinal)
        && !text.Contains(" #", StringComparison.Ordinal)
        && !Word().IsMatch(text);

    [GeneratedRegex(
        @"^[A-Za-z$/_.][\x20-\x7e]*(?<![ :])$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex PlainText();

    [GeneratedRegex(
        @"^(y|n|yes|no|on|off|true|false|null|\.nan|\.inf|\.[0-9_.eE+-]+)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Word();
}
