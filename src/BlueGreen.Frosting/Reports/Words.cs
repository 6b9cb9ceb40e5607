using System.Globalization;

namespace BlueGreen.Frosting.Reports;

/// <summary>Writes numbers the same way everywhere, whatever the machine's language.</summary>
internal static class Words
{
    /// <summary>Writes a count: <c>4,812</c>.</summary>
    /// <param name="count">The count.</param>
    /// <returns>The text.</returns>
    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Writes a count with its noun: <c>1 request</c>, <c>4,812 requests</c>.</summary>
    /// <param name="count">The count.</param>
    /// <param name="noun">The noun, singular, with a plural in s.</param>
    /// <returns>The text.</returns>
    public static string Count(int count, string noun) => $"{Count(count)} {noun}{(count == 1 ? string.Empty : "s")}";

    /// <summary>Writes milliseconds: <c>12 ms</c>, or a dash for none.</summary>
    /// <param name="milliseconds">The milliseconds, or null.</param>
    /// <returns>The text.</returns>
    public static string Milliseconds(double? milliseconds)
    {
        if (milliseconds is not { } ms)
        {
            return "–";
        }

        var rounded = Math.Round(ms, Math.Abs(ms) < 10 ? 1 : 0);
        return string.Create(CultureInfo.InvariantCulture, $"{rounded:#,0.#} ms");
    }

    /// <summary>Writes a duration in seconds: <c>1.4 s</c>.</summary>
    /// <param name="duration">The duration.</param>
    /// <returns>The text.</returns>
    public static string Seconds(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s");

    /// <summary>Writes a coordinate with at most one decimal.</summary>
    /// <param name="value">The coordinate.</param>
    /// <returns>The text.</returns>
    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
}
