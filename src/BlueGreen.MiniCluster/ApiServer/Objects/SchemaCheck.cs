using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Schemas;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>
/// Reads an object against its schema, as decoding into a typed object would: drops what is unknown, and says so.
/// </summary>
internal sealed class SchemaCheck
{
    // As many as anybody reads. All are dropped; but a large body must not be answered by a hundred larger ones.
    private const int MaximumTold = 100;

    private readonly List<string> _unknown = [];

    private readonly List<(string Path, string Message)> _typeErrors = [];
    private readonly bool _keepsNulls;

    private SchemaCheck(bool keepsNulls) => _keepsNulls = keepsNulls;

    /// <summary>Gets the paths of fields that were dropped, the first hundred of them.</summary>
    public IReadOnlyList<string> Unknown => _unknown;

    /// <summary>
    /// Gets what has the wrong type: where, and what is wrong. The first hundred in the metadata, and elsewhere.
    /// </summary>
    public IReadOnlyList<(string Path, string Message)> TypeErrors => _typeErrors;

    /// <summary>Checks an object, dropping unknown fields and nulls from it.</summary>
    /// <param name="value">The object to change.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="keepsNulls">Whether nulls stay, for somebody else to judge.</param>
    /// <returns>The findings.</returns>
    public static SchemaCheck Prune(JsonObject value, FieldSchema schema, bool keepsNulls = false)
    {
        var check = new SchemaCheck(keepsNulls);
        check.Walk(value, schema, string.Empty);
        return check;
    }

    private static bool Fits(JsonNode value, FieldSchema schema) => (schema.Shape, value.GetValueKind()) switch
    {
        (FieldShape.Any, _) => true,
        (FieldShape.Object or FieldShape.Map, var kind) => kind == JsonValueKind.Object,
        (FieldShape.List, var kind) => kind == JsonValueKind.Array,
        (_, var kind) => ScalarFits(kind, schema.Scalar, value),
    };

    private static bool ScalarFits(JsonValueKind kind, string scalar, JsonNode value) => scalar switch
    {
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        "integer" => kind == JsonValueKind.Number && !value.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E'),
        "number" => kind == JsonValueKind.Number,
        "int-or-string" or "quantity" => kind is JsonValueKind.Number or JsonValueKind.String,
        _ => kind == JsonValueKind.String,
    };

    private static bool IsMetadata(string path) => path.StartsWith("metadata", StringComparison.Ordinal);

    private static string Named(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => "bool",
        var other => other.ToString().ToLowerInvariant(),
    };

    private void Walk(JsonNode? value, FieldSchema schema, string path)
    {
        if (value is null)
        {
            return;
        }

        if (!Fits(value, schema))
        {
            AddTypeError(value, schema, path);
            return;
        }

        if (value is JsonObject map)
        {
            WalkMap(map, schema, path);
        }
        else if (value is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                Walk(list[i], schema.Element ?? FieldSchema.Any, $"{path}[{i}]");
            }
        }
    }

    private void AddTypeError(JsonNode value, FieldSchema schema, string path)
    {
        var isMetadata = IsMetadata(path);
        if (_typeErrors.Count(error => IsMetadata(error.Path) == isMetadata) < MaximumTold)
        {
            var expected = schema.Scalar.Length > 0 ? schema.Scalar : schema.Shape.ToString().ToLowerInvariant();
            var found = Named(value.GetValueKind());
            _typeErrors.Add((path, $"json: cannot unmarshal {found} into field {path} of type {expected}"));
        }
    }

    private void WalkMap(JsonObject map, FieldSchema schema, string path)
    {
        var dropped = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, child) in map)
        {
            var childPath = path.Length == 0 ? name : $"{path}.{name}";
            var isUnknown = schema.IsClosed && !schema.Properties.ContainsKey(name);
            if (isUnknown && _unknown.Count < MaximumTold)
            {
                _unknown.Add(childPath);
            }

            if (isUnknown || (child is null && !_keepsNulls && schema.Shape == FieldShape.Object))
            {
                dropped.Add(name);
            }
            else
            {
                Walk(child, schema.Field(name), childPath);
            }
        }

        map.Drop(dropped);
    }
}
