namespace BlueGreen.MiniCluster.Controllers.Workloads;

/// <summary>
/// Spreads a new replica count over the sets of a rollout that stands still, in proportion to their sizes.
/// </summary>
internal static class ProportionalScaling
{
    /// <summary>Decides the next sizes.</summary>
    /// <param name="wanted">Replicas of the deployment.</param>
    /// <param name="strategy">What may be added.</param>
    /// <param name="sets">The sets, oldest first.</param>
    /// <returns>New sizes by name; none when there is nothing to change.</returns>
    public static IReadOnlyDictionary<string, int> Plan(
        int wanted, RolloutStrategy strategy, IReadOnlyList<SetSize> sets)
    {
        var sizes = new Dictionary<string, int>(StringComparer.Ordinal);
        var active = sets.Where(set => set.Replicas > 0).OrderByDescending(set => set.Replicas).ToList();
        if (active.Count == 0)
        {
            active.AddRange(sets.TakeLast(1));
        }

        var total = active.Sum(set => set.Replicas);
        var allowed = active.Count > 1 && wanted > 0 ? wanted + strategy.MaxSurge : wanted;
        if (total == allowed || (active.Count > 1 && total >= wanted && total <= allowed))
        {
            return sizes;
        }

        var left = allowed;
        foreach (var set in active)
        {
            var share = total == 0
                ? allowed : (int)Math.Round((decimal)set.Replicas * allowed / total, MidpointRounding.AwayFromZero);
            sizes[set.Name] = Math.Min(share, left);
            left -= sizes[set.Name];
        }

        if (active.Count > 0)
        {
            sizes[active[0].Name] += left;
        }

        return sizes;
    }
}
