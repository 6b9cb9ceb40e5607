using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BlueGreen.MiniCluster.ApiServer.Definitions;

/// <summary>
/// What a CustomResourceDefinition demands of values: read once from its structural schema, then asked for each object.
/// </summary>
/// <remarks>Rules in CEL (<c>x-kubernetes-validations</c>) are kept in the definition and not evaluated.</remarks>
/// <seealso
/// href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation"/>
internal sealed class ValueSchema
{
    /// <summary>Gets the type: object, array, string, integer, number, boolean, or empty for any.</summary>
    public string Type { get; init; } = string.Empty;

    /// <summary>Gets the format of a string or number; empty for none.</summary>
    public string Format { get; init; } = string.Empty;

    /// <summary>Gets a value indicating whether null is a value.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Gets a value indicating whether both whole numbers and strings are values.</summary>
    public bool IsIntOrString { get; init; }

    /// <summary>Gets a value indicating whether this is an object of the API in itself.</summary>
    public bool IsEmbedded { get; init; }

    /// <summary>Gets a value indicating whether there is a default.</summary>
    public bool HasDefault { get; init; }

    /// <summary>Gets what stands in for an absent value.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>Gets the only values there are; empty for all.</summary>
    public IReadOnlyList<JsonNode?> Values { get; init; } = [];

    /// <summary>Gets the expression that strings match somewhere, as the definition has it.</summary>
    public string PatternText { get; init; } = string.Empty;

    /// <summary>Gets the expression that strings match somewhere, or null.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>Gets the bounds of numbers.</summary>
    public NumberBounds Numbers { get; init; } = NumberBounds.None;

    /// <summary>Gets how many characters a string has.</summary>
    public CountBounds Length { get; init; }

    /// <summary>Gets how many items a list has.</summary>
    public CountBounds ItemCount { get; init; }

    /// <summary>Gets how many fields an object has.</summary>
    public CountBounds PropertyCount { get; init; }

    /// <summary>Gets the fields an object must have.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Gets the declared fields.</summary>
    public IReadOnlyDictionary<string, ValueSchema> Properties { get; init; } =
        new Dictionary<string, ValueSchema>(StringComparer.Ordinal);

    /// <summary>Gets what other fields hold, or null when nothing is said of them.</summary>
    public ValueSchema? Additional { get; init; }

    /// <summary>Gets what items hold, or null.</summary>
    public ValueSchema? Items { get; init; }

    /// <summary>Gets how items are told apart: set, map, or empty.</summary>
    public string ListType { get; init; } = string.Empty;

    /// <summary>Gets the fields that tell items of a map list apart.</summary>
    public IReadOnlyList<string> ListKeys { get; init; } = [];

    /// <summary>Gets the schemas that must all hold.</summary>
    public IReadOnlyList<ValueSchema> AllOf { get; init; } = [];

    /// <summary>Gets the schemas of which one must hold.</summary>
    public IReadOnlyList<ValueSchema> AnyOf { get; init; } = [];

    /// <summary>Gets the schemas of which exactly one must hold.</summary>
    public IReadOnlyList<ValueSchema> OneOf { get; init; } = [];

    /// <summary>Gets the schema that must not hold, or null.</summary>
    public ValueSchema? Not { get; init; }

    /// <summary>Gets a value indicating whether there is a default anywhere inside.</summary>
    public bool HasDefaultInside => HasDefault
        || Properties.Values.Any(property => property.HasDefaultInside)
        || Items?.HasDefaultInside == true
        || Additional?.HasDefaultInside == true;

    /// <summary>Finds the schema of a field.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The schema, or null when nothing is said of it.</returns>
    public ValueSchema? Field(string name) => Properties.GetValueOrDefault(name) ?? Additional;
}

/// <summary>How many there may be.</summary>
/// <param name="Minimum">At least so many, or null.</param>
/// <param name="Maximum">At most so many, or null.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CountBounds(long? Minimum, long? Maximum);

/// <summary>What numbers may be.</summary>
/// <param name="Minimum">The smallest, or null.</param>
/// <param name="Maximum">The greatest, or null.</param>
/// <param name="MultipleOf">What they are a multiple of, or null.</param>
internal sealed record NumberBounds(double? Minimum, double? Maximum, double? MultipleOf)
{
    /// <summary>Gets the bounds that exclude nothing.</summary>
    public static NumberBounds None { get; } = new(null, null, null);

    /// <summary>Gets a value indicating whether the smallest one is itself too small.</summary>
    public bool IsMinimumExclusive { get; init; }

    /// <summary>Gets a value indicating whether the greatest one is itself too great.</summary>
    public bool IsMaximumExclusive { get; init; }
}
