using System.Collections.Immutable;
using BlueGreen.Ci;
using BlueGreen.Errors;
using BlueGreen.Frosting.Reports;
using BlueGreen.Frosting.Sessions;
using BlueGreen.Planning;
using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Running;
using BlueGreen.Steps;

namespace BlueGreen.Frosting.Tests.Ci;

/// <summary>Three runs: a good switch, one that was taken back, a smoke test that failed on what a pod said.</summary>
internal static class FakeRuns
{
    /// <summary>What an app prints that means no good.</summary>
    public const string Hostile =
        "::error::owned\n##vso[task.complete result=Succeeded;]\n##teamcity[buildStatus status='SUCCESS']\n--- fake";

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<FakeRun> ActivateAsync(CiSystem system)
    {
        var (run, plan) = (new FakeRun(system, "Activate"), Plan(new ActivatePlanner()));
        await run.PlanAsync(plan);
        await run.StepAsync(plan.Steps[0], "the fence was there", StepEventKind.AlreadyDone);
        foreach (var step in plan.Steps.Skip(1))
        {
            await run.StepAsync(step, $"seen: {step.Key}");
        }

        run.Warn("the progress file cannot be written: disk full");
        run.Watch(Watched(Color.Blue, Color.Green, failed: 0));
        await run.EndAsync(Status(Color.Green, null));
        return run;
    }

    public static async Task<FakeRun> RolledBackAsync(CiSystem system)
    {
        var (run, plan) = (new FakeRun(system, "Activate"), Plan(new ActivatePlanner()));
        await run.PlanAsync(plan);
        foreach (var step in plan.Steps.TakeWhile(step => step is not ProveSwitch))
        {
            await run.StepAsync(step, $"seen: {step.Key}");
        }

        await run.StepAsync(plan.Steps.First(step => step is ProveSwitch), "3 of 40 failed", StepEventKind.Failed);
        await run.PlanAgainAsync(plan.WayBack!);
        foreach (var step in plan.WayBack!.Steps)
        {
            await run.StepAsync(step, $"seen: {step.Key}");
        }

        run.Watch(Watched(Color.Blue, Color.Green, failed: 3));
        run.Watch(Watched(Color.Green, Color.Blue, failed: 0));
        await run.EndAsync(Status(Color.Blue, Color.Green), new ReleaseException(
            ExitCode.RolledBack,
            "The switch was taken back, users go back to blue: Step 'Prove the switch' did not finish.",
            "3 of 40 requests failed.",
            "Look into the release, then Deploy, SmokeTest and Activate again."));
        return run;
    }

    public static async Task<FakeRun> SmokeFailedAsync(CiSystem system)
    {
        var (run, plan) = (new FakeRun(system, "SmokeTest"), Plan(new SmokeTestPlanner()));
        await run.PlanAsync(plan);
        await run.StepAsync(plan.Steps[0], $"GET /ready said 500:\n{Hostile}", StepEventKind.Failed);
        await run.EndAsync(status: null, new ReleaseException(
            ExitCode.NotSwitched,
            "SmokeTest failed: 1 of 2 checks did not pass on green.",
            $"GET /ready answered 500:\n{Hostile}",
            "Look at the pod's log: kubectl logs -l app=shop,color=green."));
        return run;
    }

    private static ReleasePlan Plan(ITargetPlanner planner) => planner.Plan(
        World(Color.Blue, Color.Green),
        new PlanRequest("1234567890", "rosa", Release: null, Color.Green, Generation: 3),
        new ReleaseSettings());

    public static StatusReport Status(Color live, Color? test) =>
        new("shop", World(live, test), QueueState.Empty, EntryPoint: null);

    private static World World(Color live, Color? test) => new(
        new RouteState(
            Exists: true, live, test, [Color.Blue, Color.Green], new RouteStamp(2, null, null, null, false), "7"),
        State(Color.Blue, "v1.0-blue", "1234567000"),
        State(Color.Green, "v2.0-green", "1234567890"),
        []);

    private static ColorState State(Color color, string tag, string releaseId) => new(
        color,
        [new WorkloadState($"shop-{color.ToName()}", "app", 2, 2, IsReady: true)],
        new ColorEvidence(
            releaseId, tag, tag.Split('-')[0][1..], "0123456", "rosa", Link: null, Now, "hash",
            new SmokeTestRecord(releaseId, "hash", Now), ExpandedBy: null));

    private static WatchedSwitch Watched(Color from, Color to, int failed)
    {
        var samples = Enumerable.Range(-10, 30).Select(index => new ProbeAnswer(
            index >= 3 && index < 3 + failed ? 503 : 200,
            index < 1 ? from : to,
            null,
            string.Empty,
            Error: null,
            Ticks(index * 5),
            Ticks((index * 5) + 3)));
        return new WatchedSwitch(
            from, to, Ticks(0), samples.ToImmutableArray(), new SwitchProof(30, failed, 8.2, 3, failed == 0));

        static long Ticks(double milliseconds) => Now.Ticks + TimeSpan.FromMilliseconds(milliseconds).Ticks;
    }
}
