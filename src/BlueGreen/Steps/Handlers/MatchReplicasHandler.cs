
namespace BlueGreen.Steps.Handlers;

/// <summary>Brings the target to the live color's size: an autoscaler may have raised it.</summary>
internal sealed class MatchReplicasHandler(StepContext context) : StepHandler<MatchReplicas>
{
    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(MatchReplicas step, CancellationToken cancellationToken)
    {
        var target = await context.Platform.Colors.ObserveAsync(step.Target, cancellationToken);
        var like = await context.Platform.Colors.ObserveAsync(step.Like, cancellationToken);
        var small = target.Workloads
            .Join(
                like.Workloads,
                workload => workload.Role,
                twin => twin.Role,
                (workload, twin) => (workload, twin),
                StringComparer.Ordinal)
            .Where(pair => pair.workload.Desired < pair.twin.Desired)
            .Select(
                pair => $"{pair.workload.Name} has {pair.workload.Desired}, {pair.twin.Name} has {pair.twin.Desired}")
            .ToList();
        return new Observation(
            small.Count == 0, small.Count == 0 ? $"{target.Describe()}; {like.Describe()}" : string.Join("; ", small));
    }

    /// <inheritdoc/>
    protected override Task ApplyAsync(MatchReplicas step, CancellationToken cancellationToken) =>
        context.Platform.Colors.MatchReplicasAsync(step.Target, step.Like, cancellationToken);
}
