namespace BlueGreen.MiniCluster.Processes;

/// <summary>Reads the seconds of manifests as times that can be waited for.</summary>
/// <remarks>
/// A manifest may say any number, and a timer of the base library takes no more than 49 days: a pod with a longer grace
/// period could not be ended at all.
/// </remarks>
internal static class PodSeconds
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Makes a time of seconds.</summary>
    /// <param name="seconds">What the manifest says, or null for nothing.</param>
    /// <param name="otherwise">Seconds that count when it says nothing.</param>
    /// <param name="least">The least number of seconds.</param>
    /// <returns>The time, a day at most.</returns>
    public static TimeSpan Limited(int? seconds, int otherwise, int least = 0)
    {
        var wanted = TimeSpan.FromSeconds(Math.Max(least, seconds ?? otherwise));
        return wanted < Longest ? wanted : Longest;
    }
}
