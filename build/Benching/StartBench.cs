using System.Text.Json.Nodes;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.MiniCluster;

namespace Build.Benching;

/// <summary>How long the mini-cluster takes from its start until the API answers and its node is ready.</summary>
internal sealed class StartBench : IBench
{
    private const int Runs = 5;

    /// <inheritdoc/>
    public string Name => "start";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> RunAsync(BenchWorld world, CancellationToken cancellationToken)
    {
        var asProgram = new List<double>();
        var inProcess = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            asProgram.Add(await ProgramAsync(world.Make($"program-{run}"), cancellationToken));
            inProcess.Add(await InProcessAsync(world.Make($"in-process-{run}"), cancellationToken));
            world.Say($"  start {run}: program {asProgram[^1]:0.00} s, in process {inProcess[^1]:0.00} s");
        }

        return
        [
            new Figure(
                "mini-cluster ready, the program (ClusterRun)", Figure.Median(asProgram), "s", Limit: 1.5,
                Note: "from the start of the process, with the .NET runtime, Cake and new certificates"),
            new Figure(
                "mini-cluster ready, in a program that runs", Figure.Median(inProcess), "s", Limit: 1.5,
                Note: FormattableString.Invariant($"the first of them, not compiled yet: {inProcess[0]:0.00} s")),
        ];
    }

    private static async Task<double> ProgramAsync(string folder, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var (cluster, kubeconfig) = await Server.StartClusterAsync(folder, cancellationToken);
        await using var ending = cluster;
        await AwaitNodeAsync(kubeconfig, cancellationToken);
        return TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<double> InProcessAsync(string folder, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        await using var cluster = await LocalCluster.StartAsync(
            new LocalClusterOptions { Folder = folder, KeepsObjects = true }, TimeProvider.System, cancellationToken);
        await AwaitNodeAsync(cluster.KubeconfigPath, cancellationToken);
        return TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task AwaitNodeAsync(string kubeconfig, CancellationToken cancellationToken)
    {
        using var client = Server.Connect(kubeconfig);
        while (!await IsReadyAsync(client, cancellationToken))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<bool> IsReadyAsync(KubeClient client, CancellationToken cancellationToken)
    {
        var nodes = await client.ListAsync(ResourceType.Nodes, ns: null, null, cancellationToken);
        return nodes.Items.Any(node => node["status"]?["conditions"] is JsonArray conditions
            && conditions.Any(condition => (string?)condition?["type"] is "Ready"
                && (string?)condition["status"] is "True"));
    }
}
