using BlueGreen.MiniCluster;

namespace Build.Comparing;

/// <summary>Releases, rolls back and cleans up under constant load, first as the article does, then with our
/// targets: same manifests, same app, a new mini-cluster each.</summary>
/// <param name="repository">This repository.</param>
/// <param name="folder">A folder for clusters and working copies.</param>
internal sealed class Comparison(string repository, string folder)
{
    private static readonly string[] Blue = ["blue"];
    private static readonly string[] Green = ["green"];
    private static readonly string[] Both = ["blue", "green"];

    // What users may reach while each step runs: a deploy must not change it, a switch may show either.
    private static readonly (PipelineStep Step, string Color, string[] Allowed, string Title)[] Script =
    [
        (PipelineStep.Deploy, "blue", Green, "Deploy"),
        (PipelineStep.SmokeTest, "blue", Green, "SmokeTest"),
        (PipelineStep.Activate, "blue", Both, "Activate"),
        (PipelineStep.Rollback, "green", Both, "Rollback"),
        (PipelineStep.Activate, "blue", Both, "Activate again"),
        (PipelineStep.Decommission, "green", Blue, "Decommission"),
    ];

    /// <summary>Runs both once.</summary>
    /// <param name="run">Which repetition, from 1.</param>
    /// <param name="say">Takes a line for people.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The figures of each step.</returns>
    public async Task<IReadOnlyList<StepCount>> RunAsync(
        int run, Action<string> say, CancellationToken cancellationToken)
    {
        var counts = new List<StepCount>();
        foreach (var isOurs in new[] { false, true })
        {
            var world = Path.Combine(folder, $"{run}-{(isOurs ? "ours" : "article")}");
            await using var cluster = await LocalCluster.StartAsync(
                Options(world), TimeProvider.System, cancellationToken);
            var copy = CopyManifests(world);
            IPipeline pipeline = isOurs
                ? new OwnPipeline(copy, cluster.KubeconfigPath)
                : new ArticlePipeline(repository, copy, cluster.KubeconfigPath);
            say($"run {run}: {pipeline.Name}");
            counts.AddRange(await RunAsync(pipeline, cluster.GatewayUrl, run, cancellationToken));
        }

        return counts;
    }

    private static async Task<IReadOnlyList<StepCount>> RunAsync(
        IPipeline pipeline, Uri entry, int run, CancellationToken cancellationToken)
    {
        foreach (var step in new[] { PipelineStep.Deploy, PipelineStep.SmokeTest, PipelineStep.Activate })
        {
            await pipeline.RunAsync(step, "green", cancellationToken);
        }

        var counts = new List<StepCount>();
        await using var load = new Load(entry);
        foreach (var (step, color, allowed, title) in Script)
        {
            var began = TimeProvider.System.GetTimestamp();
            await pipeline.RunAsync(step, color, cancellationToken);
            var duration = TimeProvider.System.GetElapsedTime(began);
            if (string.Equals(title, Script[^1].Title, StringComparison.Ordinal))
            {
                await load.StopAsync();
            }

            counts.Add(StepCount.Of((pipeline.Name, title, run), load.Take(), allowed, duration));
        }

        return counts;
    }

    private LocalClusterOptions Options(string world)
    {
        var app = Path.Combine(repository, "artifacts", "bin", "Uptimer", "release", "Uptimer.dll");
        return new LocalClusterOptions
        {
            Folder = Path.Combine(world, "cluster"),
            Images =
            [
                new LocalImage(
                    "me/myapp",
                    ["dotnet", app],
                    repository,
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["UPTIMER"] = app,
                        ["PATH"] = $"{Path.Combine(repository, "tests", "article", "image")}{Path.PathSeparator}"
                            + Environment.GetEnvironmentVariable("PATH"),
                    }),
            ],
        };
    }

    private string CopyManifests(string world)
    {
        var copy = Path.Combine(world, "copy");
        Directory.CreateDirectory(Path.Combine(copy, "manifests"));
        foreach (var file in Directory.GetFiles(Path.Combine(repository, "tests", "article", "manifests")))
        {
            File.Copy(file, Path.Combine(copy, "manifests", Path.GetFileName(file)));
        }

        return copy;
    }
}
