namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>What a container is doing, in the three words that Kubernetes has for it.</summary>
/// <seealso href="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-states"/>
internal abstract record ContainerState;

/// <summary>It will run, but does not yet, or not again yet.</summary>
/// <param name="Reason">One word for machines, such as <c>CrashLoopBackOff</c>.</param>
/// <param name="Message">A sentence for people, or null.</param>
internal sealed record ContainerWaiting(string Reason, string? Message = null) : ContainerState;

/// <summary>Its process runs.</summary>
/// <param name="StartedAt">Since when.</param>
internal sealed record ContainerRunning(DateTimeOffset StartedAt) : ContainerState;

/// <summary>Its process has ended.</summary>
/// <param name="ExitCode">Its exit code; 128 and the signal's number when a signal ended it.</param>
/// <param name="Reason">One word for machines, such as <c>Completed</c>.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="Message">A sentence for people, or null.</param>
internal sealed record ContainerTerminated(
    int ExitCode, string Reason, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, string? Message = null)
    : ContainerState;

/// <summary>All that a pod's status tells about one container.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="Last">How its last run ended, or null.</param>
/// <param name="Restarts">How often it was started again.</param>
/// <param name="IsStarted">Whether its startup probe, if any, has succeeded.</param>
/// <param name="IsReady">Whether it takes requests.</param>
internal sealed record ContainerSnapshot(
    ContainerState State, ContainerTerminated? Last = null, int Restarts = 0,
    bool IsStarted = false, bool IsReady = false);
