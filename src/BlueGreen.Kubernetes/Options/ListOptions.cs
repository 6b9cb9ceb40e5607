namespace BlueGreen.Kubernetes.Options;

/// <summary>Which objects a list or a watch is about.</summary>
public sealed record ListOptions
{
    /// <summary>Gets the labels that objects must carry, such as <c>app=web,color in (blue,green)</c>.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Gets the fields that objects must have, such as <c>metadata.name=web</c>.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Gets how many objects are fetched at a time; all are fetched in any case.</summary>
    /// <value>500 by default, as for kubectl.</value>
    public int Limit { get; init; } = 500;
}
