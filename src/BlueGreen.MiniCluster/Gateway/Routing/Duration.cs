using System.Buffers;
using System.Globalization;

namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>
/// Reads durations as Istio's objects write them: <c>1h</c>, <c>1.5s</c>, <c>250ms</c>, <c>1m30s</c>.
/// </summary>
/// <seealso href="https://protobuf.dev/reference/protobuf/google.protobuf/#duration"/>
internal static class Duration
{
    private static readonly SearchValues<char> NumberParts = SearchValues.Create("0123456789.");

    private static readonly (string Unit, double Milliseconds)[] Units =
        [("ms", 1), ("us", 0.001), ("h", 3_600_000), ("m", 60_000), ("s", 1_000)];

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="field">What the message calls it.</param>
    /// <returns>The duration; null when nothing is said or it is zero, which turns a limit off.</returns>
    /// <exception cref="RouteException">It is not a duration.</exception>
    public static TimeSpan? Parse(string? text, string field)
    {
        var total = 0.0;
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(NumberParts);
            if (digits <= 0
                || !double.TryParse(rest[..digits], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                throw Invalid(text, field);
            }

            rest = rest[digits..];
            var (unit, milliseconds) = UnitOf(rest) ?? throw Invalid(text, field);
            rest = rest[unit.Length..];
            total += number * milliseconds;
        }

        return total switch
        {
            0 => null,
            > int.MaxValue => throw Invalid(text, field),
            _ => TimeSpan.FromMilliseconds(total),
        };
    }

    private static (string Unit, double Milliseconds)? UnitOf(ReadOnlySpan<char> rest)
    {
        foreach (var unit in Units)
        {
            if (rest.StartsWith(unit.Unit, StringComparison.Ordinal))
            {
                return unit;
            }
        }

        return null;
    }

    private static RouteException Invalid(string? text, string field) =>
        new($"{field} '{text}' is not a duration, such as 250ms, 1.5s or 1h");
}
