using BlueGreen.Errors;
using BlueGreen.Frosting.Local;
using BlueGreen.Frosting.Sessions;
using BlueGreen.MiniCluster;
using Cake.Core.Diagnostics;

namespace BlueGreen.Frosting.Demo;

/// <summary>Shows a whole release on this machine: cluster, users, switch, rollback; and counts what failed.</summary>
/// <param name="context">Options and output.</param>
/// <param name="time">The clock.</param>
internal sealed class DemoCommand(BlueGreenContext context, TimeProvider time)
{
    private const int FewestRequests = 3_000;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(15);
    private readonly DemoNarrator _narrator = new(context.Say, time);

    /// <summary>Runs it, or tells what it would do.</summary>
    /// <returns>A task that ends when everything is stopped again.</returns>
    /// <exception cref="ReleaseException">A user request failed, or a target did.</exception>
    public async Task RunAsync()
    {
        if (context.IsDryRun)
        {
            context.Say(DemoText.DryRun(context.Inputs.Options.App));
            return;
        }

        using var folder = DemoFolder.Take(context.ReportFolder("demo"));
        var result = await PlayAsync(folder);
        await DemoEnding.TellAsync(context, folder, result, time);
        if (result.Failed > 0)
        {
            throw DemoText.UsersFailed(result, time);
        }

        if (result.Error is { } error)
        {
            throw error;
        }

        if (!result.IsGood)
        {
            throw DemoText.NobodyCalled();
        }
    }

    private async Task<DemoResult> PlayAsync(DemoFolder folder)
    {
        var origin = time.GetTimestamp();
        context.Say("Starting a Kubernetes API, a node and an Istio-style gateway in this process ...");
        var options = LocalOptions.Of(context.Inputs, folder.Cluster, line => context.Log.Verbose("{0}", line)) with
        {
            KeepsObjects = false,
            ApiPort = 0,
            GatewayPort = 0,
            PagePort = 0,
        };
        await using var cluster = await LocalCluster.StartAsync(options, time, context.Stopping);
        context.Say($"They are up: the API at {cluster.ApiUrl}, users come in at {cluster.GatewayUrl}");
        var journal = new MaskedJournal(folder.Path, context.Inputs.Masker);
        var world = new DemoWorld(context.Inputs.Source, cluster, [journal, _narrator], time);
        var log = new LoadLog();
        var error = await PlayAsync(world, cluster.GatewayUrl, log);
        context.Say("\nStopping the pods and the cluster ...");
        return new DemoResult(world.Runs, log.Copy(), world.Status, error, origin);
    }

    private async Task<ReleaseException?> PlayAsync(DemoWorld world, Uri entryPoint, LoadLog log)
    {
        try
        {
            await StagesAsync(world, DemoScript.FirstRelease, log);
            context.Say($"\nUsers arrive: {DemoText.Describe(new LoadPlan())}.");
            await using var users = LoadClients.Start(
                entryPoint, new LoadPlan(), context.Inputs.Options.Cookie.ToString(), log, time);
            await StagesAsync(world, DemoScript.UnderLoad, log);
            await LookAsync(log);
            return null;
        }
        catch (ReleaseException error)
        {
            return error;
        }
    }

    private async Task StagesAsync(DemoWorld world, IEnumerable<DemoStage> stages, LoadLog log)
    {
        foreach (var stage in stages)
        {
            _narrator.Begin(stage);
            await world.RunAsync(stage, context.Stopping);
            var isWatched = stage.SwitchName is not null && log.Copy().Count > 0;
            await Task.Delay(isWatched ? Look : TimeSpan.Zero, time, context.Stopping);
            _narrator.End(stage, log.Copy());
        }
    }

    /// <summary>Where the machine is busy, users get a little longer, so that the count says something.</summary>
    private async Task LookAsync(LoadLog log)
    {
        var since = time.GetTimestamp();
        while (log.Copy().Count < FewestRequests && time.GetElapsedTime(since) < LongestLook)
        {
            await Task.Delay(Look, time, context.Stopping);
        }
    }
}
