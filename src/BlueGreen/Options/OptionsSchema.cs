using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.Options.Types;

namespace BlueGreen.Options;

/// <summary>Describes <c>bluegreen.yml</c> to editors.</summary>
/// <seealso href="https://json-schema.org/draft-07/schema"/>
public static class OptionsSchema
{
    private static readonly JsonSerializerOptions Layout =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the schema, as it is checked in as <c>bluegreen.schema.json</c>.</summary>
    /// <returns>JSON text that ends in a line end.</returns>
    public static string ToJson()
    {
        var schema = ToObject(OptionTable.All);
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", "bluegreen.yml: options of continuous blue-green releases");
        return schema.ToJsonString(Layout) + "\n";
    }

    /// <summary>Describes a mapping with the keys of a table.</summary>
    /// <param name="table">The keys; dots separate levels.</param>
    /// <returns>A new schema object.</returns>
    internal static JsonObject ToObject(ImmutableArray<OptionDefinition> table)
    {
        var root = NewObject();
        foreach (var option in table)
        {
            var level = root;
            var names = option.Key.Split('.');
            foreach (var name in names[..^1])
            {
                level = Section(level, name);
            }

            level["properties"]!.AsObject().Add(names[^1], Describe(option));
            if (option.IsRequired)
            {
                level["required"] ??= new JsonArray();
                level["required"]!.AsArray().Add(option.Key);
            }
        }

        return root;
    }

    private static JsonObject Describe(OptionDefinition option)
    {
        var schema = option.Type.ToSchema();
        schema.Insert(0, "description", option.Description);
        if (option.Default.Length > 0)
        {
            schema["default"] = option.Type switch
            {
                IntegerType => int.Parse(option.Default, CultureInfo.InvariantCulture),
                FlagType => string.Equals(option.Default, "true", StringComparison.Ordinal),
                _ => option.Default,
            };
        }

        return schema;
    }

    // A key that is both a word and a section, as 'verify' is, becomes a choice between the two.
    private static JsonObject Section(JsonObject level, string name)
    {
        var properties = level["properties"]!.AsObject();
        if (properties[name] is not JsonObject found)
        {
            var section = NewObject();
            properties.Add(name, section);
            return section;
        }

        if (found["properties"] is not null)
        {
            return found;
        }

        if (found["anyOf"]?[1] is JsonObject known)
        {
            return known;
        }

        properties.Remove(name);
        var added = NewObject();
        properties.Add(name, new JsonObject { ["anyOf"] = new JsonArray(found, added) });
        return added;
    }

    private static JsonObject NewObject() =>
        new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = new JsonObject() };
}
