using BlueGreen.Errors;
using BlueGreen.Frosting.Images;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Frosting.Output;
using BlueGreen.Frosting.Reports;
using BlueGreen.Options;
using BlueGreen.Planning;
using BlueGreen.Running;
using Spectre.Console;
using Color = BlueGreen.Releases.Color;

namespace BlueGreen.Frosting.Sessions;

/// <summary>Runs one target for a task: connect, run or dry-run, report.</summary>
internal static class TargetSession
{
    private static readonly TimeSpan StatusLimit = TimeSpan.FromSeconds(5);

    /// <summary>Runs a target.</summary>
    /// <param name="context">The task's context.</param>
    /// <param name="planner">Decides what the target does.</param>
    /// <param name="isDryRun">Whether only the plan is wanted although nobody said <c>--dryrun</c>.</param>
    /// <param name="goesOn">Whether another target follows in the same job when this one ends well.</param>
    /// <returns>A task that ends when it is done.</returns>
    public static Task RunAsync(
        BlueGreenContext context, ITargetPlanner planner, bool isDryRun = false, bool goesOn = false) =>
        Guard.RunAsync(context, async () =>
        {
            // What Deploy would do can be shown without knowing for which release; the others ask whose release it is.
            var isDry = isDryRun || context.IsDryRun;
            if (!isDry)
            {
                ReportFiles.RemoveOld(context.ReportFolder(planner.Target));
            }

            var inputs = isDry && planner is DeployPlanner ? context.Inputs.ForReading() : context.Inputs;
            foreach (var warning in inputs.Warnings.Concat([inputs.Ci.Warning]).OfType<string>())
            {
                context.Warn(warning);
            }

            if (planner is DeployPlanner && inputs.Release is null)
            {
                context.Say($"Nothing to do: {SessionWords.NotAReleaseTag(inputs.Ci.Tag, inputs.Options.TagPattern)}");
                return;
            }

            if (planner is DeployPlanner)
            {
                var renderer = new ManifestRenderer(inputs);
                renderer.Check(inputs.Release!);
                var unused = DeployedImage.FindUnused(inputs, inputs.Release!);
                SayImage(context, renderer.FindImage(inputs.Release!), unused);
            }

            SessionWords.SayWhere(context, inputs.Ci);
            var order = OrderOf(inputs, planner);
            await (isDry ? DryRunAsync(context, order) : RunAsync(context, order, goesOn));
        });

    private static Task<ReleaseSession> OpenAsync(BlueGreenContext context) =>
        ReleaseSession.OpenAsync(context.Inputs, TimeProvider.System, context.Stopping);

    private static void SayImage(BlueGreenContext context, DeployedImage? image, string? unused)
    {
        if (image is not null)
        {
            context.Say($"  image: {image.Reference} ({image.Origin})");
        }
        else if (unused is not null)
        {
            context.Say($"  image: {unused}");
        }
    }

    private static TargetOrder OrderOf(ReleaseInputs inputs, ITargetPlanner planner)
    {
        var color = ColorFor(inputs.Options, planner);
        var request = new PlanRequest(inputs.Ci.ReleaseId, inputs.Ci.Actor, inputs.Release, color, Generation: 0);
        return new TargetOrder(planner, request, ReleaseSession.NewId(), inputs.Ci.Link?.AbsoluteUri);
    }

    private static async Task DryRunAsync(BlueGreenContext context, TargetOrder order)
    {
        await using var session = await OpenAsync(context);
        await using var display = new ConsoleObserver(context.Say, CiLog.None, TimeProvider.System);
        var runner = RunnerOf(context, session, [display]);
        var hooks = TargetHooks.None with { OnPlan = (shown, _) => display.PlannedAsync(shown) };
        var plan = await runner.DryRunAsync(order, hooks, context.Stopping);
        await DryRunDiffs.WriteAsync(plan, session.Platform, context.Say, context.Stopping);
        context.Say("Dry run: nothing was written, and no lease was taken.");
    }

    /// <summary>Runs a target and writes its report, however it ended.</summary>
    private static async Task RunAsync(BlueGreenContext context, TargetOrder order, bool goesOn)
    {
        var reports = ReportsOf(context, order.Planner, goesOn);
        ReleaseSession? session = null;
        try
        {
            await Endings.TellAsync(
                async () =>
                {
                    session = await OpenAsync(context);
                    await RunAsync(context, session, order, reports);
                },
                context.Outcome,
                reports.Failed);
        }
        finally
        {
            await using (session)
            {
                await reports.CloseAsync(await FindStatusAsync(context, session), context, TimeProvider.System);
            }
        }
    }

    private static async Task RunAsync(
        BlueGreenContext context, ReleaseSession session, TargetOrder order, TargetReports reports)
    {
        await using var display = DisplayOf(context);
        var hooks = new TargetHooks(
            state => SessionWords.SayWaitingAsync(context, order.Planner, state),
            (plan, _) =>
            {
                reports.Planned(plan);
                return display.PlannedAsync(plan);
            },
            reports.WriteAsync)
        {
            OnWarning = warning => WarnAsync(context, warning),
        };
        await RunnerOf(context, session, [display, reports]).RunAsync(order, hooks, context.Stopping);
    }

    private static TargetRunner RunnerOf(
        BlueGreenContext context, ReleaseSession session, IReadOnlyList<IReleaseObserver> watchers) =>
        new(session.Platform, SettingsMapper.Settings(context.Inputs.Options), watchers, TimeProvider.System);

    private static IRunDisplay DisplayOf(BlueGreenContext context) =>
        LiveSteps.Suits(AnsiConsole.Console, context.Inputs.Source.Environment, context.Log.Verbosity)
            ? new LiveSteps(AnsiConsole.Console, context.Printable, TimeProvider.System)
            : new ConsoleObserver(context.Say, context.Ci, TimeProvider.System);

    private static TargetReports ReportsOf(BlueGreenContext context, ITargetPlanner planner, bool goesOn)
    {
        var inputs = context.Inputs;
        var folder = new ReportFolder(context.ReportFolder(planner.Target), inputs.Masker, context.Say);
        return new TargetReports(
            new ReportFiles(folder.Path, inputs.Masker, inputs.Source.Environment),
            new RunRecorder(planner.Target, inputs.Release?.Tag.Text, TimeProvider.System),
            folder,
            new Buttons(inputs.Ci.System, inputs.Ci.ReleaseId, inputs.Ci.Tag)
            {
                GoesOn = goesOn,
                Style = inputs.Options.Pipelines.Style,
                Color = inputs.Release?.Target,
            });
    }

    private static Task WarnAsync(BlueGreenContext context, string warning)
    {
        context.Warn(warning);
        return Task.CompletedTask;
    }

    /// <summary>Reads what is live now; a cluster that cannot be read must not hide why the target failed.</summary>
    private static async Task<StatusReport?> FindStatusAsync(BlueGreenContext context, ReleaseSession? session)
    {
        if (session is null)
        {
            return null;
        }

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
    private static Color? ColorFor(BlueGreenOptions options, ITargetPlanner planner) => options.Color ?? planner switch
    {
        DeployPlanner or SmokeTestPlanner => options.NamedColors.Test,
        ActivatePlanner => options.NamedColors.Active,
        DecommissionPlanner => options.NamedColors.Decommission,
        _ => null,
    };
}
