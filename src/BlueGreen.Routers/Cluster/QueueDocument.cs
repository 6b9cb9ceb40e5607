using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Ports;

namespace BlueGreen.Routers.Cluster;

/// <summary>The queue as it stands on a Lease object. Pure: object → state, state → object.</summary>
/// <remarks>
/// Holder and waiting tickets are on one object, so that one compare-and-swap decides everything. The generation is the
/// Lease's own <c>leaseTransitions</c>.
/// </remarks>
/// <seealso href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/lease-v1/"/>
internal static class QueueDocument
{
    private const string HolderKey = "bluegreen.dev/holder";
    private const string WaitingKey = "bluegreen.dev/waiting";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the queue.</summary>
    /// <param name="lease">The Lease, or null when there is none yet.</param>
    /// <returns>Its state. An annotation that is not ours to read counts as empty; the holder's name is still
    /// obeyed.</returns>
    public static QueueState Read(JsonObject? lease)
    {
        if (lease is null)
        {
            return QueueState.Empty;
        }

        var generation = (lease["spec"] as JsonObject)?["leaseTransitions"] is JsonValue value
            && value.TryGetValue<long>(out var number) ? number : 0;
        var identity = KubeObject.Text(lease, "spec", "holderIdentity");
        var waiting = (Parse<JsonArray>(KubeObject.Annotation(lease, WaitingKey)) ?? [])
            .Select(entry => Ours(Parse<Ticket>(entry?.ToJsonString()))).OfType<Ticket>()
            .DistinctBy(ticket => ticket.Id, StringComparer.Ordinal);
        return new QueueState(
            string.IsNullOrEmpty(identity) ? null : Holder(lease, identity), [.. waiting], generation);
    }

    /// <summary>Makes the Lease for a state.</summary>
    /// <param name="name">Its name and namespace.</param>
    /// <param name="current">The Lease that was read, or null.</param>
    /// <param name="state">The wanted state.</param>
    /// <param name="duration">How long a holder counts without renewing.</param>
    /// <returns>The Lease, with the resource version that was read.</returns>
    public static JsonObject Write(
        (string Name, string Namespace) name, JsonObject? current, QueueState state, TimeSpan duration)
    {
        var lease = current?.DeepClone().AsObject() ?? new JsonObject
        {
            ["apiVersion"] = "coordination.k8s.io/v1",
            ["kind"] = "Lease",
            ["metadata"] = new JsonObject { ["name"] = name.Name, ["namespace"] = name.Namespace },
        };
        var annotations = Evidence.Child(lease, "metadata", "annotations");
        annotations.Remove(HolderKey);
        annotations[WaitingKey] = JsonSerializer.Serialize(state.Waiting, Json);
        var spec = Evidence.Child(lease, "spec");
        spec["holderIdentity"] = string.Empty;
        spec["leaseDurationSeconds"] = (int)Math.Ceiling(duration.TotalSeconds);
        spec["leaseTransitions"] = state.Generation;
        if (state.Holder is { } holder)
        {
            annotations[HolderKey] = JsonSerializer.Serialize(holder, Json);
            spec["holderIdentity"] = holder.Id;
            spec["acquireTime"] = MicroTime(holder.Since);
            spec["renewTime"] = MicroTime(holder.RenewedAt);
        }

        return lease;
    }

    /// <summary>A holder that is not one of ours, a person's script perhaps, is obeyed all the same.</summary>
    private static Ticket Holder(JsonObject lease, string identity)
    {
        var ticket = Ours(Parse<Ticket>(KubeObject.Annotation(lease, HolderKey)));
        if (ticket is not null && string.Equals(ticket.Id, identity, StringComparison.Ordinal))
        {
            return ticket;
        }

        var renewed = Time(KubeObject.Text(lease, "spec", "renewTime"));
        return new Ticket(identity, new TicketRequest(identity, "unknown", null, identity, null), renewed, renewed);
    }

    /// <summary>A ticket that lacks something was not written by us, and must not keep anybody waiting.</summary>
    private static Ticket? Ours(Ticket? ticket) => ticket is
    {
        Id.Length: > 0, Request: { ReleaseId: not null, Target: not null, Actor: not null },
    } ? ticket : null;

    private static DateTimeOffset Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at : default;

    private static string MicroTime(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static T? Parse<T>(string? json)
        where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<T>(json, Json);
        }
        catch (JsonException)
        {
            // Somebody edited it. Waiters put themselves back at their next renewal, and a holder is known by its name.
            return null;
        }
    }
}
