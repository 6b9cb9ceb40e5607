using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BlueGreen.Options;

/// <summary>
/// The spelling of durations in options: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h30m</c>, or <c>0</c>.
/// </summary>
public static partial class Durations
{
    /// <summary>The grammar, for schemas.</summary>
    public const string Pattern = "^(0|([0-9]{1,7}(\\.[0-9]{1,3})?(ms|s|m|h)){1,4})$";

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text, or null.</param>
    /// <returns>The duration, or null when the text is none.</returns>
    public static TimeSpan? TryParse(string? text)
    {
        // The dollar sign of a pattern lets a last line end pass.
        if (text is null || text.EndsWith('\n') || !Grammar().IsMatch(text))
        {
            return null;
        }

        var milliseconds = Part().Matches(text).Sum(part =>
            double.Parse(part.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)
            * UnitOf(part.Groups["unit"].Value));
        return TimeSpan.FromMilliseconds(milliseconds);
    }

    /// <summary>Spells a duration as <see cref="TryParse"/> reads it.</summary>
    /// <param name="duration">The duration, not negative.</param>
    /// <returns>The shortest spelling, such as <c>1h30m</c>.</returns>
    public static string Format(TimeSpan duration)
    {
        var text = new StringBuilder();
        Append(text, (long)duration.TotalHours, "h");
        Append(text, duration.Minutes, "m");
        Append(text, duration.Seconds, "s");
        Append(text, duration.Milliseconds, "ms");
        return text.Length == 0 ? "0s" : text.ToString();
    }

    private static void Append(StringBuilder text, long number, string unit)
    {
        if (number > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{number}{unit}");
        }
    }

    private static double UnitOf(string unit) => unit switch
    {
        "ms" => 1,
        "s" => 1000,
        "m" => 60_000,
        _ => 3_600_000,
    };

    [GeneratedRegex(
        Pattern, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Grammar();

    [GeneratedRegex(
        "(?<number>[0-9.]+)(?<unit>ms|s|m|h)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Part();
}
