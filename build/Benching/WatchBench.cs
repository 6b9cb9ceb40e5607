using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using BlueGreen.Kubernetes.Watching;

namespace Build.Benching;

/// <summary>How fast 100 watchers on 1,000 objects see 1,000 updates, and whether one of them misses one.</summary>
internal sealed class WatchBench : IBench
{
    private const int Watchers = 100;
    private const int Objects = 1_000;
    private const int Parallelism = 8;
    private const string Namespace = "watched";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public string Name => "watch";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> RunAsync(BenchWorld world, CancellationToken cancellationToken)
    {
        var (cluster, kubeconfig) = await Server.StartClusterAsync(world.Make("cluster"), cancellationToken);
        await using var ending = cluster;
        using var client = Server.Connect(kubeconfig);
        await client.ApplyAsync(Item("Namespace", Namespace, ns: null, "0"), null, cancellationToken);
        await WriteAllAsync(client, "0", cancellationToken);
        var before = cluster.ResidentMebibytes;

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watchers = Enumerable.Range(0, Watchers).Select(_ => new Watching(Objects)).ToList();
        var running = Task.WhenAll(watchers.Select(watcher => watcher.RunAsync(client, stop.Token)));
        await Task.WhenAll(watchers.Select(watcher => watcher.Listed)).WaitAsync(Limit, cancellationToken);

        var began = TimeProvider.System.GetTimestamp();
        await WriteAllAsync(client, "1", cancellationToken);
        var written = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        await Task.WhenAny(
            Task.WhenAll(watchers.Select(watcher => watcher.SawAll)),
            Task.Delay(Limit, TimeProvider.System, cancellationToken));
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var after = cluster.ResidentMebibytes;
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Figures(watchers.Sum(watcher => watcher.Missing), seconds, written, (before, after));
    }

    private static IReadOnlyList<Figure> Figures(
        int lost, double seconds, double written, (double? Before, double? After) memory) =>
    [
        new Figure("100 watchers, 1,000 objects: events lost", lost, string.Empty, Limit: 0),
        new Figure(
            "… until all saw all of 1,000 updates", seconds, "s", Limit: null,
            Note: FormattableString.Invariant($"writing them took {written:0.0} s of it")),
        new Figure("… events delivered", Math.Round(Watchers * Objects / seconds), "/s", Limit: null),
        new Figure(
            "… memory of the mini-cluster", memory.After, "MiB", Limit: null,
            Note: FormattableString.Invariant($"{memory.Before:0} MiB before the watchers came")),
    ];

    private static async Task WriteAllAsync(KubeClient client, string text, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Parallelism,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(Enumerable.Range(0, Objects), options, async (number, token) =>
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"watched-{number}");
            await client.ApplyAsync(Item("ConfigMap", name, Namespace, text), new ApplyOptions(), token);
        });
    }

    private static JsonObject Item(string kind, string name, string? ns, string text)
    {
        var item = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name },
        };
        if (ns is not null)
        {
            item["metadata"]!["namespace"] = ns;
            item["data"] = new JsonObject { ["text"] = text };
        }

        return item;
    }

    /// <summary>One watcher: which objects it has not seen changed.</summary>
    private sealed class Watching(int objects)
    {
        private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
        private readonly TaskCompletionSource _listed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _sawAll = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Listed => _listed.Task;

        public Task SawAll => _sawAll.Task;

        public int Missing => objects - _changed.Count;

        public async Task RunAsync(KubeClient client, CancellationToken cancellationToken)
        {
            await foreach (var change in client.WatchAsync(
                ResourceType.ConfigMaps, Namespace, new WatchOptions(), cancellationToken))
            {
                if (change is Relisted all)
                {
                    all.Items.ToList().ForEach(See);
                    _listed.TrySetResult();
                }
                else if (change is Modified modified)
                {
                    See(modified.Item);
                }
            }
        }

        private void See(JsonObject item)
        {
            if ((string?)item["data"]?["text"] is "1" && _changed.Add(KubeObject.NameOf(item)!)
                && _changed.Count == objects)
            {
                _sawAll.TrySetResult();
            }
        }
    }
}
