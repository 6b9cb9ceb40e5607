using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Options;
using Build.Comparing;

namespace Build.Benching;

/// <summary>How long 500 objects take with our client, as a share of what <c>kubectl apply --server-side</c>
/// takes.</summary>
internal sealed class ApplyBench : IBench
{
    private const int Runs = 3;
    private const int Parallelism = 8;
    private static readonly string[] Phases = ["create", "unchanged", "all changed"];

    /// <inheritdoc/>
    public string Name => "apply";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> RunAsync(BenchWorld world, CancellationToken cancellationToken)
    {
        if (!BenchWorld.Has("kubectl"))
        {
            return [Figure.NotRun("apply 500 objects, ours ÷ kubectl", "not run: install kubectl")];
        }

        var (cluster, kubeconfig) = await Server.StartClusterAsync(world.Make("cluster"), cancellationToken);
        await using var ending = cluster;
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["KUBECONFIG"] = kubeconfig,
            ["HOME"] = world.Make("home"),
        };
        var times = new List<(int Phase, double Ours, double Theirs)>();

        // The first round warms the server and kubectl's cache of discovery up; it does not count.
        for (var run = 0; run <= Runs; run++)
        {
            var (ours, theirs) = ($"ours-{run}", $"kubectl-{run}");
            await AddNamespacesAsync(kubeconfig, [ours, theirs], cancellationToken);
            for (var phase = 0; phase < Phases.Length; phase++)
            {
                var text = phase == 2 ? "second" : "first";
                var mine = await MeasureAsync(() => ApplyAsync(kubeconfig, BenchObjects.Make(ours, text), cancellationToken));
                var folder = WriteFolder(world, theirs, text);
                var kubectl = await MeasureAsync(() => Shell.RunAsync(
                    folder, environment, ["kubectl", "apply", "--server-side", "-f", folder], cancellationToken));
                world.Say($"  apply {run}: {Phases[phase]}: ours {mine:0.00} s, kubectl {kubectl:0.00} s");
                times.AddRange(run == 0 ? [] : [(phase, mine, kubectl)]);
            }
        }

        return [.. Phases.Select((phase, index) => ToFigure(phase, [.. times.Where(time => time.Phase == index)]))];
    }

    private static Figure ToFigure(string phase, IReadOnlyList<(int Phase, double Ours, double Theirs)> times)
    {
        var ours = Figure.Median(times.Select(time => time.Ours));
        var theirs = Figure.Median(times.Select(time => time.Theirs));
        return new Figure(
            $"apply 500 objects, {phase}: ours ÷ kubectl",
            Figure.Median(times.Select(time => time.Ours / time.Theirs)),
            string.Empty,
            Limit: 0.25,
            Note: FormattableString.Invariant($"{ours:0.00} s ÷ {theirs:0.00} s"));
    }

    /// <summary>As a run does it: a new client, which asks what the cluster serves, then some applies at once.</summary>
    private static async Task ApplyAsync(
        string kubeconfig, IReadOnlyList<JsonObject> objects, CancellationToken cancellationToken)
    {
        using var client = Server.Connect(kubeconfig);
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Parallelism,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(objects, options, async (item, token) => await client.ApplyAsync(item, null, token));
    }

    private static async Task AddNamespacesAsync(
        string kubeconfig, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        using var client = Server.Connect(kubeconfig);
        foreach (var name in names)
        {
            var item = new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Namespace",
                ["metadata"] = new JsonObject { ["name"] = name },
            };
            await client.ApplyAsync(item, new ApplyOptions(), cancellationToken);
        }
    }

    private static string WriteFolder(BenchWorld world, string ns, string text)
    {
        var folder = world.Make($"{ns}-{text}");
        foreach (var item in BenchObjects.Make(ns, text))
        {
            File.WriteAllText(Path.Combine(folder, $"{(string?)item["metadata"]!["name"]}.json"), item.ToJsonString());
        }

        return folder;
    }

    private static async Task<double> MeasureAsync(Func<Task> work)
    {
        var began = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }
}
