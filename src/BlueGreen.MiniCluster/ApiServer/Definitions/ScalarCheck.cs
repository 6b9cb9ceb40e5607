using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;

namespace BlueGreen.MiniCluster.ApiServer.Definitions;

/// <summary>Checks strings and numbers.</summary>
internal static class ScalarCheck
{
    /// <summary>Checks one value.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="value">The value.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void Check(ValuePlace place, JsonValue value, List<FieldError> errors)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                CheckText(place, value, errors);
                break;
            case JsonValueKind.Number:
                CheckNumber(place, value, errors);
                break;
            default:
                break;
        }
    }

    /// <summary>Says whether a number is whole: 1.0 is, too.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsWhole(JsonNode value) => NumberOf(value) is var number && Math.Floor(number).Equals(number);

    private static double NumberOf(JsonNode value) =>
        double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static void CheckText(ValuePlace place, JsonValue value, List<FieldError> errors)
    {
        var (schema, text) = (place.Schema, value.GetValue<string>());
        var length = text.EnumerateRunes().Count();
        if (length > schema.Length.Maximum)
        {
            errors.Add(FieldError.TooLong(place.Path, schema.Length.Maximum.Value));
        }

        if (length < schema.Length.Minimum)
        {
            errors.Add(place.Broken(value, $"should be at least {schema.Length.Minimum} chars long"));
        }

        if (schema.Pattern?.IsMatch(text) == false)
        {
            errors.Add(place.Broken(value, $"should match '{schema.PatternText}'"));
        }

        if (schema.Type is "string" && !TextFormats.Fits(schema.Format, text))
        {
            errors.Add(FieldError.WrongType(place.Path, schema.Format, value));
        }
    }

    private static void CheckNumber(ValuePlace place, JsonValue value, List<FieldError> errors)
    {
        var (bounds, number) = (place.Schema.Numbers, NumberOf(value));
        if (bounds.MultipleOf is > 0 and var factor && !IsMultiple(number, factor))
        {
            errors.Add(place.Broken(value, Rule("be a multiple of", factor)));
        }

        if (bounds.Maximum is { } greatest && (number > greatest || (bounds.IsMaximumExclusive && number >= greatest)))
        {
            errors.Add(place.Broken(
                value, Rule(bounds.IsMaximumExclusive ? "be less than" : "be less than or equal to", greatest)));
        }

        if (bounds.Minimum is { } smallest && (number < smallest || (bounds.IsMinimumExclusive && number <= smallest)))
        {
            errors.Add(place.Broken(
                value, Rule(bounds.IsMinimumExclusive ? "be greater than" : "be greater than or equal to", smallest)));
        }

        var isInRange = place.Schema.Format switch
        {
            "int32" => number is >= int.MinValue and <= int.MaxValue,
            "int64" => value.TryGetValue<long>(out _) || number is >= long.MinValue and < 9.2233720368547758e18,
            _ => true,
        };
        if (!isInRange)
        {
            errors.Add(FieldError.WrongType(place.Path, place.Schema.Format, value));
        }
    }

    private static bool IsMultiple(double number, double factor)
    {
        var times = number / factor;
        return Math.Abs(times - Math.Round(times)) < 1e-9;
    }

    private static string Rule(string words, double bound) =>
        string.Create(CultureInfo.InvariantCulture, $"should {words} {bound}");
}
