using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Frosting.Output;
using BlueGreen.Frosting.Reports;
using BlueGreen.Planning;
using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Running;

namespace BlueGreen.Frosting.Sessions;

/// <summary>Runs one target for a task: connect, run or dry-run, report.</summary>
internal static class TargetSession
{
    private static readonly TimeSpan StatusLimit = TimeSpan.FromSeconds(5);

    /// <summary>Runs a target.</summary>
    /// <param name="context">The task's context.</param>
    /// <param name="planner">Decides what the target does.</param>
    /// <param name="isDryRun">Whether only the plan is wanted although nobody said <c>--dryrun</c>.</param>
    /// <returns>A task that ends when it is done.</returns>
    public static Task RunAsync(BlueGreenContext context, ITargetPlanner planner, bool isDryRun = false) =>
        Guard.RunAsync(context, async () =>
        {
            var inputs = context.Inputs;
            foreach (var warning in inputs.Warnings)
            {
                context.Say($"  warning: {warning}");
            }

            if (planner is DeployPlanner && inputs.Release is null)
            {
                context.Say($"Nothing to do: {NotAReleaseTag(inputs.Ci.Tag, inputs.Options.TagPattern)}");
                return;
            }

            if (planner is DeployPlanner)
            {
                new ManifestRenderer(inputs).Check(inputs.Release!);
            }

            await using var session = await ReleaseSession.OpenAsync(inputs, TimeProvider.System, context.Stopping);
            await RunAsync(context, planner, session, isDryRun || context.IsDryRun);
        });

    private static async Task RunAsync(
        BlueGreenContext context, ITargetPlanner planner, ReleaseSession session, bool isDryRun)
    {
        var inputs = context.Inputs;
        var reports = ReportsOf(context, planner);
        var settings = SettingsMapper.Settings(inputs.Options);
        IReadOnlyList<IReleaseObserver> watchers = isDryRun
            ? [new ConsoleObserver(context.Say, TimeProvider.System)]
            : [new ConsoleObserver(context.Say, TimeProvider.System), reports];
        var runner = new TargetRunner(session.Platform, settings, watchers, TimeProvider.System);
        var color = ColorFor(context, planner);
        var request = new PlanRequest(inputs.Ci.ReleaseId, inputs.Ci.Actor, inputs.Release, color, Generation: 0);
        var order = new TargetOrder(planner, request, ReleaseSession.NewId(), inputs.Ci.Link?.ToString());
        var hooks = new TargetHooks(
            state => SayWaitingAsync(context, planner, state),
            (plan, _) => SayPlanAsync(context, plan, reports),
            reports.WriteAsync)
        {
            OnWarning = warning => WarnAsync(context, warning),
        };
        if (isDryRun)
        {
            var plan = await runner.DryRunAsync(order, hooks, context.Stopping);
            await DryRunDiffs.WriteAsync(plan, session.Platform, context.Say, context.Stopping);
            context.Say("Dry run: nothing was written, and no lease was taken.");
            return;
        }

        await RunReportedAsync(context, session, reports, () => runner.RunAsync(order, hooks, context.Stopping));
    }

    private static TargetReports ReportsOf(BlueGreenContext context, ITargetPlanner planner)
    {
        var inputs = context.Inputs;
        var folder = context.ReportFolder(planner.Target);
        return new TargetReports(
            new ReportFiles(folder, inputs.Masker, inputs.Source.Environment),
            new RunRecorder(planner.Target, inputs.Release?.Tag.Text, TimeProvider.System),
            folder,
            inputs.Masker);
    }

    /// <summary>Runs a target and writes its report, however it ended.</summary>
    private static async Task RunReportedAsync(
        BlueGreenContext context, ReleaseSession session, TargetReports reports, Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (ReleaseException error)
        {
            reports.Failed(error);
            throw;
        }
        finally
        {
            var status = await FindStatusAsync(context, session);
            await SayReportAsync(context, reports, status);
        }
    }

    /// <summary>Writes the report. What the release came to stands, whatever the disk says.</summary>
    private static async Task SayReportAsync(BlueGreenContext context, TargetReports reports, StatusReport? status)
    {
        try
        {
            context.Say($"  report: {await reports.CloseAsync(status, TimeProvider.System)}");
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            await WarnAsync(context, $"The report could not be written: {failed.Message}");
        }
    }

    private static Task WarnAsync(BlueGreenContext context, string warning)
    {
        context.Say($"  warning: {warning}");
        return Task.CompletedTask;
    }

    /// <summary>Reads what is live now; a cluster that cannot be read must not hide why the target failed.</summary>
    private static async Task<StatusReport?> FindStatusAsync(BlueGreenContext context, ReleaseSession session)
    {
        using var limit = new CancellationTokenSource(StatusLimit, TimeProvider.System);
        try
        {
            return await StatusReport.ReadAsync(context.Inputs.Options.App, session, limit.Token);
        }
        catch (Exception unreadable) when (unreadable is ReleaseException or OperationCanceledException)
        {
            context.Say("  What is live now could not be read for the report; run ./build.sh --target=Status.");
            return null;
        }
    }

    /// <summary>The color an argument names for this target: <c>--color</c>, or the seed's names for it.</summary>
    private static Color? ColorFor(BlueGreenContext context, ITargetPlanner planner)
    {
        var options = context.Inputs.Options;
        return options.Color ?? planner switch
        {
            SmokeTestPlanner => options.NamedColors.Test,
            ActivatePlanner => options.NamedColors.Active,
            DecommissionPlanner => options.NamedColors.Decommission,
            _ => null,
        };
    }

    private static string NotAReleaseTag(string? tag, string pattern) => tag is null
        ? "no tag is known. Name one with --tag=v1.0-green."
        : $"'{tag}' is not a release tag ({pattern}).";

    private static Task SayWaitingAsync(BlueGreenContext context, ITargetPlanner planner, QueueState state)
    {
        if (state.Trouble is { } trouble)
        {
            context.Say($"  waiting: {planner.Target} keeps its place, though the queue cannot be read now: {trouble}");
            return Task.CompletedTask;
        }

        var mine = state.Waiting.Length - 1;
        var holder = state.Holder is { } held
            ? $"{held.Request.Describe()}, which holds the lease since {held.Since:u}"
            : "those before it";
        context.Say($"  waiting: {planner.Target} waits for {holder} ({Math.Max(0, mine)} others wait too)");
        return Task.CompletedTask;
    }

    private static Task SayPlanAsync(BlueGreenContext context, ReleasePlan plan, TargetReports reports)
    {
        reports.Planned(plan);
        context.Say(PlanTable.Write(plan).TrimEnd());
        return Task.CompletedTask;
    }
}
