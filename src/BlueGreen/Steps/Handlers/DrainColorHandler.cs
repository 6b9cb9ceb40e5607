namespace BlueGreen.Steps.Handlers;

/// <summary>Waits until an idle color answers nobody any more.</summary>
internal sealed class DrainColorHandler(StepContext context) : StepHandler<DrainColor>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(DrainColor step, CancellationToken cancellationToken)
    {
        var witness = await context.FindWitnessAsync(step, context.Run.RunId, cancellationToken);
        if (witness is not null)
        {
            return new Observation(true, witness.Detail);
        }

        var count = await context.Platform.Colors.CountInFlightAsync(step.Color, cancellationToken);
        return new Observation(
            count == 0, count is null ? "requests in flight cannot be counted here" : $"{count} requests in flight");
    }

    /// <inheritdoc/>
    protected override async Task ApplyAsync(DrainColor step, CancellationToken cancellationToken)
    {
        var start = context.Time.GetTimestamp();
        var count = await context.Platform.Colors.CountInFlightAsync(step.Color, cancellationToken);
        while (count is not 0 && context.Time.GetElapsedTime(start) < LimitOf(step, count))
        {
            await Task.Delay(Interval, context.Time, cancellationToken);
            count = await context.Platform.Colors.CountInFlightAsync(step.Color, cancellationToken);
        }

        // At the limit the rest is left to the instances' own grace period: the removal sends them SIGTERM, not
        // SIGKILL.
        var seen = count switch
        {
            0 => "no request in flight",
            null => $"waited {LimitOf(step, count).TotalSeconds:0} s, for requests in flight cannot be counted here",
            _ => $"{count} requests still in flight after {step.Limit.TotalSeconds:0} s",
        };
        await context.WitnessAsync(step, context.Run.RunId, seen, null, cancellationToken);
    }

    private TimeSpan LimitOf(DrainColor step, int? count) =>
        count is null ? context.Settings.Timeouts.DrainUncounted : step.Limit;
}
