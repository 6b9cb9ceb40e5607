using BlueGreen.Errors;
using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Steps.Handlers;

/// <summary>Watches the color that just went live until its bake time has passed.</summary>
internal sealed class BakeHandler(StepContext context) : StepHandler<Bake>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(Bake step, CancellationToken cancellationToken)
    {
        var route = await context.Platform.Route.ObserveAsync(cancellationToken);
        var witness = await context.FindWitnessAsync(step, route.Stamp.SwitchKey, cancellationToken);
        return new Observation(witness is not null, witness?.Detail ?? $"switched at {route.Stamp.SwitchKey}");
    }

    /// <inheritdoc/>
    protected override async Task ApplyAsync(Bake step, CancellationToken cancellationToken)
    {
        var route = await context.Platform.Route.ObserveAsync(cancellationToken);
        var (start, left) = (context.Time.GetTimestamp(), LeftOf(step, route.Stamp.SwitchedAt));
        var path = context.Settings.Verify!.Path;
        var (calls, failed) = (0, 0);
        do
        {
            var request = new ProbeRequest(path, WithCookie: false, NewConnection: calls % 2 == 1);
            var answer = await context.Platform.Probe!.CallAsync(request, cancellationToken);
            calls++;
            failed += answer.IsFailure || answer.Color != step.Color ? 1 : 0;
            RequireFew(step, calls, failed, answer);
            await Task.Delay(Interval, context.Time, cancellationToken);
        }
        while (context.Time.GetElapsedTime(start) < left);

        await context.WitnessAsync(
            step, route.Stamp.SwitchKey, $"{calls} calls, {failed} failed", null, cancellationToken);
    }

    /// <summary>The bake time counts from the switch; by a clock that was set back it never lasts longer than
    /// whole.</summary>
    private TimeSpan LeftOf(Bake step, DateTimeOffset? switchedAt)
    {
        var passed = context.Time.GetUtcNow() - (switchedAt ?? context.Time.GetUtcNow());
        return passed > TimeSpan.Zero ? step.Duration - passed : step.Duration;
    }

    private void RequireFew(Bake step, int calls, int failed, ProbeAnswer answer)
    {
        if (failed > context.Settings.Verify!.MaxFailed)
        {
            throw new ReleaseException(
                ExitCode.NeedsOperator,
                $"{step.Color.ToName()} failed while it was watched after the switch.",
                $"{failed} of {calls} calls failed; the last one got {answer.Describe()}.",
                "Look at the release's logs; raise verify.max-failed only if such failures are acceptable.");
        }
    }
}
