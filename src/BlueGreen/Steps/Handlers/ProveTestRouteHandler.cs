using BlueGreen.Errors;
using BlueGreen.Ports;
using BlueGreen.Proving;
using BlueGreen.Releases;

namespace BlueGreen.Steps.Handlers;

/// <summary>Sees that cookie holders reach the target, and everybody else what they reached before.</summary>
internal sealed class ProveTestRouteHandler(StepContext context) : StepHandler<ProveTestRoute>
{
    private const int InARow = 3;

    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(ProveTestRoute step, CancellationToken cancellationToken)
    {
        var witness = await context.FindWitnessAsync(step, context.Run.RunId, cancellationToken);
        return new Observation(witness is not null, witness?.Detail ?? "not proven in this run");
    }

    /// <inheritdoc/>
    protected override async Task ApplyAsync(ProveTestRoute step, CancellationToken cancellationToken)
    {
        var verify = context.Settings.Verify!;
        var goal = new SwitchGoal(null, step.Target, step.Version, verify.Path, InARow, verify.Pause);
        var inARow = 0;
        var seen = "no answer yet";
        while (inARow < InARow)
        {
            var answer = await CallAsync(verify.Path, withCookie: true, cancellationToken);
            inARow = goal.IsMet(answer) ? inARow + 1 : 0;
            seen = answer.Describe();
            await RequireOthersUntouchedAsync(step, cancellationToken);
            await PauseAsync(verify.Pause, seen, cancellationToken);
        }

        await context.WitnessAsync(step, context.Run.RunId, $"with the cookie: {seen}", null, cancellationToken);
    }

    private async Task RequireOthersUntouchedAsync(ProveTestRoute step, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(context.Settings.Verify!.Path, withCookie: false, cancellationToken);
        if (answer.Color == step.Target)
        {
            throw new ReleaseException(
                ExitCode.NotSwitched,
                $"Users without the cookie reach {step.Target.ToName()} before it is activated.",
                $"A call without the cookie got {answer.Describe()}.",
                "Look for another VirtualService or a route.yml that matches the same host, then run Deploy again.");
        }
    }

    private async Task PauseAsync(TimeSpan pause, string seen, CancellationToken cancellationToken)
    {
        try
        {
            await (pause > TimeSpan.Zero ? Task.Delay(pause, context.Time, cancellationToken)
                : YieldAsync(cancellationToken));
        }
        catch (OperationCanceledException cancelled)
        {
            throw new OperationCanceledException($"Seen last: {seen}.", cancelled, cancellationToken);
        }
    }

    private static async Task YieldAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Yield();
    }

    private Task<ProbeAnswer> CallAsync(string path, bool withCookie, CancellationToken cancellationToken) =>
        context.Platform.Probe!.CallAsync(new ProbeRequest(path, withCookie, NewConnection: false), cancellationToken);
}
