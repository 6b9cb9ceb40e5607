using System.Text.Json.Nodes;

namespace Build.Benching;

/// <summary>What the gateway gets through, as a share of what nginx gets through as a plain reverse proxy.</summary>
/// <remarks>Same cores, same app behind, same wrk: first one, then the other, some times. The gateway runs alone, as a
/// process of its own, in front of a mini-cluster that only tells it where the app is.</remarks>
internal sealed class GatewayBench : IBench
{
    private const int Runs = 3;
    private const int WarmUpSeconds = 4;
    private const int Seconds = 5;
    private const string Title = "gateway ÷ nginx";
    private static readonly string[] Programs = ["nginx", "wrk"];

    /// <inheritdoc/>
    public string Name => "gateway";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Figure>> RunAsync(BenchWorld world, CancellationToken cancellationToken)
    {
        if (Programs.Where(program => !BenchWorld.Has(program)).ToList() is { Count: > 0 } missing)
        {
            return [Figure.NotRun(Title, $"not run: apt-get install {string.Join(' ', missing)}")];
        }

        var (appPort, proxyPort) = (Nginx.FreePort(), Nginx.FreePort());
        await using var app = Nginx.Start(world.Make("app"), Nginx.App(appPort));
        await using var nginx = Nginx.Start(world.Make("nginx"), Nginx.Proxy(proxyPort, appPort));
        var (cluster, kubeconfig) = await Server.StartClusterAsync(world.Make("cluster"), cancellationToken);
        await using var ending = cluster;
        await AddRouteAsync(kubeconfig, appPort, cancellationToken);
        await using var gateway = Server.StartTarget(
            world.Make("gateway"), "--target=GatewayRun", $"--kubeconfig={kubeconfig}");
        var ours = UrlIn(await gateway.SaysAsync("stop  ", cancellationToken));
        var theirs = new Uri($"http://127.0.0.1:{proxyPort}/");
        return await MeasureAsync(world, ours, theirs, cancellationToken);
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(
        BenchWorld world, Uri ours, Uri theirs, CancellationToken cancellationToken)
    {
        await WrkResult.RunAsync(ours, WarmUpSeconds, cancellationToken);
        await WrkResult.RunAsync(theirs, 1, cancellationToken);
        var runs = new List<(WrkResult Ours, WrkResult Theirs)>();
        for (var run = 0; run < Runs; run++)
        {
            runs.Add((
                await WrkResult.RunAsync(ours, Seconds, cancellationToken),
                await WrkResult.RunAsync(theirs, Seconds, cancellationToken)));
            world.Say($"  gateway {run}: {runs[^1].Ours} – nginx: {runs[^1].Theirs}");
        }

        var (mine, nginx) = (Middle(runs.Select(run => run.Ours)), Middle(runs.Select(run => run.Theirs)));
        return
        [
            new Figure(
                $"{Title}: throughput",
                Figure.Median(runs.Select(run => run.Ours.Throughput / run.Theirs.Throughput)),
                string.Empty,
                Limit: 0.4,
                IsLeast: true,
                FormattableString.Invariant($"{mine.Throughput:0} ÷ {nginx.Throughput:0} requests/s")),
            new Figure(
                $"{Title}: 99th percentile",
                Figure.Median(runs.Select(run => run.Ours.Percentile99 / run.Theirs.Percentile99)),
                string.Empty,
                Limit: 2,
                Note: FormattableString.Invariant(
                    $"{mine.Percentile99:0.0} ÷ {nginx.Percentile99:0.0} ms")),
        ];
    }

    private static WrkResult Middle(IEnumerable<WrkResult> results)
    {
        var all = results.ToList();
        return new WrkResult(
            Figure.Median(all.Select(result => result.Throughput)),
            Figure.Median(all.Select(result => result.Percentile99)));
    }

    private static Uri UrlIn(string output)
    {
        const string words = "The gateway is ready: ";
        var start = output.IndexOf(words, StringComparison.Ordinal) + words.Length;
        return new Uri(output[start..output.IndexOf('\n', start)]);
    }

    private static async Task AddRouteAsync(string kubeconfig, int port, CancellationToken cancellationToken)
    {
        using var client = Server.Connect(kubeconfig);
        string[] objects =
        [
            """
            {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "app", "namespace": "default"},
             "spec": {"ports": [{"name": "http", "port": 80}]}}
            """,
            $$$"""
            {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
             "metadata": {
               "name": "app-1", "namespace": "default", "labels": {"kubernetes.io/service-name": "app"}},
             "endpoints": [{"addresses": ["127.0.0.1"]}], "ports": [{"name": "http", "port": {{{port}}}}]}
            """,
            """
            {"apiVersion": "networking.istio.io/v1", "kind": "Gateway",
             "metadata": {"name": "entry", "namespace": "default"},
             "spec": {
               "selector": {"istio": "ingressgateway"},
               "servers": [{"port": {"number": 80, "name": "http", "protocol": "HTTP"}, "hosts": ["*"]}]}}
            """,
            """
            {"apiVersion": "networking.istio.io/v1", "kind": "VirtualService",
             "metadata": {"name": "app", "namespace": "default"},
             "spec": {
               "hosts": ["*"], "gateways": ["entry"],
               "http": [{"route": [{"destination": {"host": "app"}}]}]}}
            """,
        ];
        foreach (var item in objects)
        {
            await client.ApplyAsync(JsonNode.Parse(item)!.AsObject(), null, cancellationToken);
        }
    }
}
