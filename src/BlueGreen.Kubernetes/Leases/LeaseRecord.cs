using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Objects;

namespace BlueGreen.Kubernetes.Leases;

/// <summary>The content of a Lease: who holds something, until when, how often it changed hands, and notes beside
/// it.</summary>
/// <param name="Name">The lease's name.</param>
/// <param name="Namespace">Its namespace; null is the client's default one.</param>
/// <seealso href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/lease-v1/"/>
public sealed record LeaseRecord(string Name, string? Namespace = null)
{
    private const string MicroTime = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>Gets who holds it; null is nobody.</summary>
    public string? Holder { get; init; }

    /// <summary>Gets when the holder took it.</summary>
    public DateTimeOffset? AcquireTime { get; init; }

    /// <summary>Gets when the holder last said that it is alive.</summary>
    public DateTimeOffset? RenewTime { get; init; }

    /// <summary>Gets for how long that counts.</summary>
    /// <value>Whole seconds; zero when the lease says nothing.</value>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets how often it changed hands.</summary>
    public int Transitions { get; init; }

    /// <summary>Gets the annotations.</summary>
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the version that was read; null for a lease that was not.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Gets the object as read, so that a write keeps what is not ours.</summary>
    internal JsonObject? Source { get; init; }

    /// <summary>Reads a lease out of its object.</summary>
    internal static LeaseRecord Read(JsonObject item) => new(
        KubeObject.NameOf(item) ?? "", KubeObject.NamespaceOf(item))
    {
        Holder = KubeObject.Text(item, "spec", "holderIdentity") is { Length: > 0 } holder ? holder : null,
        AcquireTime = Time(item, "acquireTime"),
        RenewTime = Time(item, "renewTime"),
        Duration = TimeSpan.FromSeconds(Number(item, "leaseDurationSeconds")),
        Transitions = Number(item, "leaseTransitions"),
        Annotations = ((item["metadata"] as JsonObject)?["annotations"] as JsonObject ?? [])
            .Where(pair => pair.Value is JsonValue value && value.TryGetValue<string>(out _))
            .ToImmutableSortedDictionary(pair => pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal),
        ResourceVersion = KubeObject.ResourceVersionOf(item),
        Source = item,
    };

    /// <summary>Writes the lease into an object; the version makes the write conditional.</summary>
    internal JsonObject Write()
    {
        var item = (JsonObject?)Source?.DeepClone() ?? [];
        item["apiVersion"] = ResourceType.Leases.ApiVersion;
        item["kind"] = ResourceType.Leases.Kind;
        var metadata = Part(item, "metadata");
        metadata["name"] = Name;
        Set(metadata, "namespace", Namespace);
        Set(metadata, "resourceVersion", ResourceVersion);
        metadata["annotations"] = new JsonObject(
            Annotations.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        var spec = Part(item, "spec");
        Set(spec, "holderIdentity", Holder);
        Set(spec, "acquireTime", Text(AcquireTime));
        Set(spec, "renewTime", Text(RenewTime));
        Set(spec, "leaseDurationSeconds", Duration > TimeSpan.Zero ? (int)Math.Ceiling(Duration.TotalSeconds) : null);
        spec["leaseTransitions"] = Transitions;
        return item;
    }

    private static JsonObject Part(JsonObject item, string key)
    {
        if (item[key] is not JsonObject part)
        {
            item[key] = part = [];
        }

        return part;
    }

    private static void Set(JsonObject target, string key, JsonNode? value)
    {
        if (value is null)
        {
            target.Remove(key);
        }
        else
        {
            target[key] = value;
        }
    }

    private static string? Text(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString(MicroTime, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(JsonObject item, string key) =>
        DateTimeOffset.TryParse(
            KubeObject.Text(item, "spec", key),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time)
            ? time
            : null;

    private static int Number(JsonObject item, string key) =>
        (item["spec"] as JsonObject)?[key] is JsonValue value && value.TryGetValue<int>(out var number) && number >= 0
            ? number
            : 0;
}
