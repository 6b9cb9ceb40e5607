using BlueGreen.Planning;
using BlueGreen.Ports;
using BlueGreen.Proving;
using BlueGreen.Releases;

namespace BlueGreen.Steps.Handlers;

/// <summary>Moves all users in one conditional write, watched from before it.</summary>
internal sealed class SwitchRouteHandler(StepContext context) : StepHandler<SwitchRoute>
{
    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(SwitchRoute step, CancellationToken cancellationToken)
    {
        var route = await context.Platform.Route.ObserveAsync(cancellationToken);
        return new Observation(route.Live == step.To, route.Describe());
    }

    /// <inheritdoc/>
    protected override async Task ApplyAsync(SwitchRoute step, CancellationToken cancellationToken)
    {
        // The watch comes first: what is expected right before the write is then as fresh as it can be.
        var watch = await WatchAsync(step, cancellationToken);
        var route = await context.Platform.Route.ObserveAsync(cancellationToken);
        if (route.Live != step.From)
        {
            throw Changes.LiveMoved(step.From, route);
        }

        var target = await context.Platform.Colors.ObserveAsync(step.To, cancellationToken);
        if (step.IsRollback)
        {
            RequireReady(target);
            RollbackPlanner.RequireWasLive(target, route.Stamp);
        }
        else
        {
            RequireStillTested(target);
        }

        watch?.MarkWrite();
        var change = Changes.Of(context, step.To, route) with { IsRollback = step.IsRollback };
        try
        {
            await context.Platform.Route.SwitchAsync(change, cancellationToken);
        }
        catch (RouteChangedException)
        {
            // The answer to our own write may have been lost, and its repetition refused: then the switch is ours
            // after all.
            var now = await context.Platform.Route.ObserveAsync(cancellationToken);
            if (!IsOurs(step, now))
            {
                throw;
            }
        }
    }

    // The color was another right before the write, so under one lease nobody else can have brought users there. Times
    // are not asked: the clock that stamped the switch before this one may be ahead of ours.
    private bool IsOurs(SwitchRoute step, RouteState now) => now.Live == step.To
        && now.Stamp.Generation == context.Run.Generation
        && string.Equals(now.Stamp.SwitchedBy, context.Run.ReleaseId, StringComparison.Ordinal);

    private async Task<SwitchWatch?> WatchAsync(SwitchRoute step, CancellationToken cancellationToken)
    {
        if (context.Settings.Verify is not { } verify || context.Platform.Probe is not { } probe)
        {
            return null;
        }

        var target = await context.Platform.Colors.ObserveAsync(step.To, cancellationToken);
        var version = verify.SeesVersion ? target.Evidence?.Version : null;
        var goal = new SwitchGoal(step.From, step.To, version, verify.Path, verify.Consecutive, verify.Pause)
        {
            MaxFailed = step.IsRollback ? int.MaxValue : verify.MaxFailed,
        };
        var watch = SwitchWatch.Start(probe, goal, context.Time);
        context.Watches.Add(watch);
        if (step.IsRollback)
        {
            // A rollback never waits for the color it leaves: that one may not answer at all.
            return watch;
        }

        var first = await watch.FirstAnswerAsync(cancellationToken);
        return first.Status != 0 ? watch : throw Refusal.Because(
            "The switch could not be proven, so it is not made.",
            $"The entry point gives no answer: {first.Error}.",
            "Set ingress.url in bluegreen.yml to where users come in, or say 'verify: none' to switch without proof.");
    }

    private static void RequireReady(ColorState target)
    {
        if (!target.IsReady)
        {
            throw Refusal.Because(
                $"Users cannot go back to {target.Color.ToName()}.",
                $"It is not ready: {target.Describe()}.",
                "Bring it up, or release a good version to the idle color.");
        }
    }

    private void RequireStillTested(ColorState target)
    {
        RequireReady(target);
        var request = new PlanRequest(context.Run.ReleaseId, string.Empty, Release: null, target.Color,
            context.Run.Generation);
        var evidence = TargetColor.RequireOwned(request, target);
        ActivatePlanner.RequireSmokeTested(target, evidence, request);
    }
}
