using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Options.Types;

/// <summary>Places in a JSON document with the plain values expected there, kept as JSON text.</summary>
/// <param name="path">What each place must look like.</param>
internal sealed class JsonMapType(TextType path) : OptionType
{
    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override string Words => $"a mapping of places to expected values, each place {path.Words}";

    /// <inheritdoc/>
    public override object? Read(YamlNode node, InputProblems problems)
    {
        if (node is not YamlMapping { Entries.Length: > 0 } mapping)
        {
            return Refuse(node, problems);
        }

        var expected = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Entries)
        {
            if (value is not YamlScalar scalar)
            {
                problems.Add(value.At, $"expected one value at '{key.Value}', found {value.Kind}");
            }
            else if (path.Read(key, problems) is string place)
            {
                expected[place] = ToJson(scalar);
            }
        }

        return expected.ToImmutable();
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema() => new()
    {
        ["type"] = "object",
        ["minProperties"] = 1,
        ["propertyNames"] = path.ToSchema(),
        ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean", "null") },
    };

    private static string ToJson(YamlScalar scalar) => scalar switch
    {
        { IsNull: true } => "null",
        { Style: YamlStyle.Plain, Value: "true" or "false" } => scalar.Value,
        { Style: YamlStyle.Plain } when decimal.TryParse(
            scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            number.ToString("G29", CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize(scalar.Value, Relaxed),
    };
}
