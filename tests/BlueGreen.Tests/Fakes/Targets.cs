using BlueGreen.Errors;
using BlueGreen.Options;
using BlueGreen.Planning;
using BlueGreen.Releases;
using BlueGreen.Running;

namespace BlueGreen.Tests.Fakes;

/// <summary>Runs targets as pipelines do: <c>Targets.Of(world).Run("Deploy", "r2", "v2-green")</c>.</summary>
internal static class Targets
{
    public static ReleaseSettings Settings { get; } = new()
    {
        Verify = new VerifySettings { SeesVersion = true, Consecutive = 2, Pause = TimeSpan.FromMilliseconds(250) },
        SmokeChecks = [new HttpCheck("home", "/", 200), new CommandCheck("self", ["self-check"])],
        MigrateExpand = ["expand"],
        MigrateContract = ["contract"],
    };

    public static ReleaseTag Tag(string text)
    {
        var parts = text.TrimStart('v').Split('-');
        return new ReleaseTag(text, parts[0], parts[1] == "blue" ? Color.Blue : Color.Green);
    }

    public static Release Release(string id, string tag) => new("app", Tag(tag), id, "c0ffee", "ann", null);

    public static PlanRequest Request(string id, string? tag = null, Color? color = null) =>
        new(id, "ann", tag is null ? null : Release(id, tag), color, Generation: 0);

    public static ITargetPlanner Planner(string target) => target switch
    {
        "Deploy" => new DeployPlanner(),
        "SmokeTest" => new SmokeTestPlanner(),
        "Activate" => new ActivatePlanner(),
        "Rollback" => new RollbackPlanner(),
        "Decommission" => new DecommissionPlanner(),
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "No such target."),
    };

    public static TargetOrder Order(string target, string id, string? tag = null, string run = "run")
    {
        var own = target is "Rollback" or "Decommission" ? null : tag;
        return new TargetOrder(Planner(target), Request(id, own), run, null);
    }

    /// <summary>Runs a target to its end on a process; what a pipeline would exit with is returned, never
    /// thrown.</summary>
    public static Task<ReleaseException?> RunAsync(
        this MemoryProcess process, TargetOrder order, ReleaseSettings? settings = null, CancellationToken token =
            default) =>
        Pumped(process.World, () => process.RunUnpumpedAsync(order, settings, token));

    /// <summary>Runs a target under whatever drives the clock.</summary>
    public static async Task<ReleaseException?> RunUnpumpedAsync(
        this MemoryProcess process, TargetOrder order, ReleaseSettings? settings = null, CancellationToken token =
            default)
    {
        var runner = new TargetRunner(process.Platform, settings ?? Settings, [], process.World.Clock);
        try
        {
            await runner.RunAsync(order, TargetHooks.None, token);
            return null;
        }
        catch (ReleaseException refused)
        {
            return refused;
        }
    }

    /// <summary>Runs anything on the clock of a world.</summary>
    public static Task<T> Pumped<T>(MemoryWorld world, Func<Task<T>> body) =>
        Pump.Run(world.Clock, body);

    /// <summary>Runs anything on the clock of a world.</summary>
    public static Task Pumped(MemoryWorld world, Func<Task> body) => Pumped(world, async () =>
    {
        await body();
        return true;
    });

    /// <summary>Runs one target in a new process.</summary>
    public static Task<ReleaseException?> RunAsync(
        this MemoryWorld world, string target, string id, string? tag = null, ReleaseSettings? settings = null) =>
        new MemoryProcess(world).RunAsync(
            Order(target, id, tag, $"run of {target} {id} at {world.Clock.GetTimestamp()}"), settings);

    /// <summary>Runs targets one after the other; each must succeed.</summary>
    public static async Task<MemoryWorld> AfterAsync(this MemoryWorld world, params string[] lines)
    {
        foreach (var line in lines)
        {
            var words = line.Split(' ');
            var failed = await world.RunAsync(words[0], words[1], words.ElementAtOrDefault(2));
            if (failed is not null)
            {
                throw new InvalidOperationException($"'{line}' failed: {failed.Message}", failed);
            }
        }

        return world;
    }
}
