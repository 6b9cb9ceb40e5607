using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Running;

namespace BlueGreen.Routers.Cluster;

/// <summary>Journal and history in a ConfigMap beside the app, so that the next CI job finds them.</summary>
/// <remarks>
/// Every write is a compare-and-swap on the resource version; two writers both get their line. A ConfigMap holds 1 MiB:
/// the oldest entries go before the server would refuse the newest, for then no release could go on.
/// </remarks>
/// <seealso href="https://kubernetes.io/docs/concepts/configuration/configmap/"/>
/// <param name="gate">The way to the cluster.</param>
/// <param name="app">The app; the ConfigMap is called <c>{app}-blue-green-history</c>.</param>
public sealed class ConfigMapLog(ClusterGate gate, string app) : IReleaseLog
{
    private const int MaxRecords = 50;
    private const int MaxEvents = 400;
    private const int MaxJournal = 512 * 1024;
    private const int MaxHistory = 256 * 1024;
    private const int MaxDetail = 8 * 1024;
    private const int MaxAttempts = 20;
    private const string HistoryKey = "history.json";
    private const string JournalKey = "journal.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter<Color>(JsonNamingPolicy.CamelCase) },
    };

    private ResourceRef Target => new(ResourceType.ConfigMaps, gate.Namespace, $"{app}-blue-green-history");

    /// <inheritdoc/>
    public Task AppendAsync(StepEvent stepEvent, CancellationToken cancellationToken) =>
        UpdateAsync<StepEvent>(
            JournalKey,
            events =>
                [.. Newest(events.Append(Shortened(stepEvent)).Reverse(), MaxEvents, MaxJournal).Reverse()],
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StepEvent>> ReadAsync(string releaseId, CancellationToken cancellationToken)
    {
        var current = await gate.FindAsync(Target, cancellationToken);
        return [.. Parse<StepEvent>(current, JournalKey)
            .Where(e => string.Equals(e.ReleaseId, releaseId, StringComparison.Ordinal))];
    }

    /// <inheritdoc/>
    public Task RecordAsync(HistoryRecord record, CancellationToken cancellationToken) =>
        UpdateAsync<HistoryRecord>(
            HistoryKey, records => [.. Newest(records.Prepend(record), MaxRecords, MaxHistory)], cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryRecord>> ReadHistoryAsync(CancellationToken cancellationToken) =>
        Parse<HistoryRecord>(await gate.FindAsync(Target, cancellationToken), HistoryKey);

    private static StepEvent Shortened(StepEvent stepEvent) => stepEvent.Detail.Length <= MaxDetail
        ? stepEvent
        : stepEvent with { Detail = "…" + stepEvent.Detail[^MaxDetail..] };

    /// <summary>Takes the newest entries, at least one, that are together within the limits.</summary>
    private static IEnumerable<T> Newest<T>(IEnumerable<T> newestFirst, int count, int bytes)
    {
        var left = bytes;
        return newestFirst.Take(count).TakeWhile((entry, index) =>
            (left -= JsonSerializer.SerializeToUtf8Bytes(entry, Json).Length + 1) >= 0 || index == 0);
    }

    private async Task UpdateAsync<T>(
        string key, Func<IReadOnlyList<T>, IReadOnlyList<T>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = await gate.FindAsync(Target, cancellationToken);
            var wanted = current ?? New();
            Evidence.Child(wanted, "data")[key] = JsonSerializer.Serialize(change(Parse<T>(current, key)), Json);
            if (await gate.CallAsync(
                $"write {Target}", kube =>
                    TryWriteAsync(kube, wanted, isNew: current is null, attempt, cancellationToken)))
            {
                return;
            }
        }
    }

    /// <summary>Writes once. Losing against another writer is no error: the caller reads again, a limited number of
    /// times.</summary>
    private static async Task<bool> TryWriteAsync(
        KubeClient kube, JsonObject wanted, bool isNew, int attempt, CancellationToken cancellationToken)
    {
        var options = new WriteOptions { FieldManager = "bluegreen-history" };
        try
        {
            _ = isNew
                ? await kube.CreateAsync(wanted, options, cancellationToken)
                : await kube.ReplaceAsync(wanted, options, cancellationToken);
            return true;
        }
        catch (ApiException lost) when ((lost.IsConflict || lost.IsAlreadyExists) && attempt < MaxAttempts)
        {
            return false;
        }
    }

    private static List<T> Parse<T>(JsonObject? map, string key)
    {
        if (map is null || KubeObject.Text(map, "data", key) is not { } text)
        {
            return [];
        }

        try
        {
            var entries = JsonSerializer.Deserialize<List<T?>>(text, Json) ?? [];
            return entries.Contains(default) ? throw new JsonException("An entry is null.") : [.. entries.OfType<T>()];
        }
        catch (JsonException broken)
        {
            throw new Errors.ReleaseException(
                Errors.ExitCode.NotSwitched,
                $"The {key} of ConfigMap {KubeObject.NameOf(map)} cannot be read.",
                broken.Message,
                $"Somebody edited it: mend it, or take it away with kubectl delete configmap {KubeObject.NameOf(map)}.",
                broken);
        }
    }

    private JsonObject New() => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject
        {
            ["name"] = Target.Name,
            ["namespace"] = gate.Namespace,
            ["labels"] = new JsonObject { ["app"] = app },
        },
    };
}
