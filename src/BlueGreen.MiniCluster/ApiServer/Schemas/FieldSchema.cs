using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.ApiServer.Schemas;

/// <summary>
/// What a field may hold and how its parts are told apart: read by defaults, validation, strategic merge,
/// server-side apply and OpenAPI alike, so that these five can never disagree.
/// </summary>
internal sealed class FieldSchema
{
    private readonly Dictionary<string, FieldProperty> _properties = new(StringComparer.Ordinal);

    /// <summary>Gets the schema that accepts everything; maps merge by key, lists are owned as a whole.</summary>
    public static FieldSchema Any { get; } = new() { Shape = FieldShape.Any };

    /// <summary>Gets what the field holds.</summary>
    public FieldShape Shape { get; init; }

    /// <summary>Gets the OpenAPI name of a named object; empty for all else.</summary>
    public string TypeName { get; init; } = string.Empty;

    /// <summary>
    /// Gets the word for a scalar: string, integer, boolean, number, int-or-string, quantity, date-time, byte.
    /// </summary>
    public string Scalar { get; init; } = string.Empty;

    /// <summary>Gets what explain tells of the type.</summary>
    public string Description { get; init; } = string.Empty;

    /// <summary>Gets the schema of a list's items or a map's values.</summary>
    public FieldSchema? Element { get; init; }

    /// <summary>Gets how a list's items are told apart.</summary>
    public ListRelation List { get; init; }

    /// <summary>
    /// Gets the fields that tell items of a <see cref="ListRelation.Map"/> apart; the first is the patch merge key.
    /// </summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Gets a value indicating whether an object or map has one owner for the whole of it.</summary>
    public bool IsAtomic { get; init; }

    /// <summary>Gets a value indicating whether an object keeps fields that it does not declare.</summary>
    public bool KeepsUnknown { get; init; }

    /// <summary>Gets what stands in for the field where it tells list items apart and is left out.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>Gets the declared fields of an object.</summary>
    public IReadOnlyDictionary<string, FieldProperty> Properties => _properties;

    /// <summary>Gets a value indicating whether unknown field names are errors.</summary>
    public bool IsClosed => Shape == FieldShape.Object && !KeepsUnknown;

    /// <summary>Declares a field; only while the schema is being read.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="property">What it holds.</param>
    public void Declare(string name, FieldProperty property) => _properties[name] = property;

    /// <summary>Finds the schema of a field of an object, or of a value of a map.</summary>
    /// <param name="name">Field name or map key.</param>
    /// <returns>Its schema; <see cref="Any"/> when nothing is declared.</returns>
    public FieldSchema Field(string name) =>
        _properties.TryGetValue(name, out var property) ? property.Schema : Element ?? Any;
}

/// <summary>What a field holds.</summary>
internal enum FieldShape
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>One value.</summary>
    Scalar,

    /// <summary>Named fields.</summary>
    Object,

    /// <summary>Keys chosen by the user.</summary>
    Map,

    /// <summary>Items in order.</summary>
    List,
}

/// <summary>How a list's items are told apart.</summary>
internal enum ListRelation
{
    /// <summary>Not at all: the list has one owner and is replaced as a whole.</summary>
    Atomic,

    /// <summary>By their value.</summary>
    Set,

    /// <summary>By some of their fields.</summary>
    Map,
}

/// <summary>One declared field.</summary>
/// <param name="Schema">What it holds.</param>
/// <param name="Description">What explain tells of it.</param>
/// <param name="IsRequired">Whether an object without it is refused.</param>
/// <param name="IsAlwaysPresent">Whether the real server writes it even when empty: nobody owns its presence.</param>
internal sealed record FieldProperty(FieldSchema Schema, string Description, bool IsRequired, bool IsAlwaysPresent);
