namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>Decides how long a container that failed waits: twice as long each time, up to a limit.</summary>
/// <param name="options">First and longest wait.</param>
internal sealed class ContainerBackOff(KubeletOptions options)
{
    private TimeSpan _next = options.FirstRestartDelay;

    /// <summary>Takes the next wait.</summary>
    /// <returns>How long.</returns>
    public TimeSpan Next()
    {
        var wait = _next;
        _next = wait * 2 < options.LongestRestartDelay ? wait * 2 : options.LongestRestartDelay;
        return wait;
    }

    /// <summary>Begins again after a run that was long enough.</summary>
    public void Reset() => _next = options.FirstRestartDelay;
}
