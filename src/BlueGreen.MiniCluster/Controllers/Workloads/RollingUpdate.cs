namespace BlueGreen.MiniCluster.Controllers.Workloads;

/// <summary>The arithmetic of a rolling update: the next size of each replica set, from their sizes now.</summary>
/// <remarks>
/// Grow first, shrink after: the new set grows up to the wanted count plus the surge; only when it cannot grow do old
/// sets
/// shrink, those pods first that serve nobody, and never below the wanted count less the allowed absence.
/// </remarks>
internal static class RollingUpdate
{
    /// <summary>Decides the next sizes.</summary>
    /// <param name="wanted">Replicas of the deployment.</param>
    /// <param name="strategy">What may be added and missed.</param>
    /// <param name="newSet">The set of the present template.</param>
    /// <param name="oldSets">The others, oldest first.</param>
    /// <returns>New sizes by name; none when there is nothing to change now.</returns>
    public static IReadOnlyDictionary<string, int> Plan(
        int wanted, RolloutStrategy strategy, SetSize newSet, IReadOnlyList<SetSize> oldSets)
    {
        var sizes = new Dictionary<string, int>(StringComparer.Ordinal);
        var total = newSet.Replicas + oldSets.Sum(set => set.Replicas);
        var next = NextOfNew(wanted, strategy, newSet, total);
        if (next != newSet.Replicas)
        {
            sizes[newSet.Name] = next;
            return sizes;
        }

        var floor = wanted - strategy.MaxUnavailable;
        var spare = total - floor - (newSet.Replicas - newSet.Available);
        if (spare > 0)
        {
            var rest = ShrinkUnhealthy(oldSets, spare, sizes);
            ShrinkHealthy(rest, newSet.Available + rest.Sum(set => set.Available) - floor, sizes);
        }

        return sizes;
    }

    private static int NextOfNew(int wanted, RolloutStrategy strategy, SetSize newSet, int total)
    {
        if (newSet.Replicas >= wanted)
        {
            return wanted;
        }

        var room = wanted + strategy.MaxSurge - total;
        return newSet.Replicas + Math.Clamp(room, 0, wanted - newSet.Replicas);
    }

    private static List<SetSize> ShrinkUnhealthy(
        IReadOnlyList<SetSize> oldSets, int spare, Dictionary<string, int> sizes)
    {
        var rest = new List<SetSize>();
        foreach (var set in oldSets)
        {
            var less = Math.Clamp(set.Replicas - set.Available, 0, spare);
            spare -= less;
            rest.Add(set with { Replicas = set.Replicas - less });
            if (less > 0)
            {
                sizes[set.Name] = set.Replicas - less;
            }
        }

        return rest;
    }

    private static void ShrinkHealthy(List<SetSize> oldSets, int spare, Dictionary<string, int> sizes)
    {
        foreach (var set in oldSets)
        {
            var less = Math.Clamp(spare, 0, set.Replicas);
            spare -= less;
            if (less > 0)
            {
                sizes[set.Name] = set.Replicas - less;
            }
        }
    }
}

/// <summary>The size of one replica set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Replicas">Pods that it shall have.</param>
/// <param name="Available">Pods of it that serve, for at least the time that the deployment asks for.</param>
internal sealed record SetSize(string Name, int Replicas, int Available);
