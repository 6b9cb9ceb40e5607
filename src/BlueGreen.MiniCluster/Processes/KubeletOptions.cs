namespace BlueGreen.MiniCluster.Processes;

/// <summary>How the mini-cluster runs pods on this machine.</summary>
internal sealed record KubeletOptions
{
    /// <summary>Gets the folder for logs and for the list of processes; made when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Gets what runs for an image.</summary>
    /// <value>Nothing: only containers with a command of their own run.</value>
    public IReadOnlyList<ImageCommand> Images { get; init; } = [];

    /// <summary>Gets the first port that may be given to a container.</summary>
    /// <value>21000.</value>
    public int FirstPort { get; init; } = 21000;

    /// <summary>Gets the last port that may be given to a container.</summary>
    /// <value>
    /// 22999: below the ports that systems give to outgoing connections, any of which could be faster than a container.
    /// </value>
    /// <seealso href="https://docs.kernel.org/networking/ip-sysctl.html#ip-variables"/>
    public int LastPort { get; init; } = 22999;

    /// <summary>Gets the wait before the first restart of a container; each further one doubles it.</summary>
    /// <value>One second, where Kubernetes waits ten: people watch this one.</value>
    public TimeSpan FirstRestartDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the longest wait before a restart.</summary>
    /// <value>Five minutes, as in Kubernetes.</value>
    public TimeSpan LongestRestartDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets the time between taking a pod out of its endpoints and telling its processes to end.</summary>
    /// <value>A quarter of a second: whoever chose the pod just before has connected by then.</value>
    public TimeSpan EndpointLead { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets how long all processes have to end when the cluster stops, before they are killed.</summary>
    /// <value>Five seconds.</value>
    public TimeSpan ShutdownLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets the clock for probes, back-offs and time stamps.</summary>
    /// <value>The system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

/// <summary>What runs for an image, since nothing is pulled here.</summary>
/// <param name="Pattern">Matches the image's name without registry host, tag and digest; <c>*</c> stands for any
/// characters.</param>
/// <param name="Command">Program and arguments, as an image's entry point.</param>
/// <param name="WorkingFolder">Where it runs, or null for a folder of the pod's own.</param>
/// <param name="Environment">Variables that the image would have set, or null.</param>
internal sealed record ImageCommand(
    string Pattern,
    IReadOnlyList<string> Command,
    string? WorkingFolder = null,
    IReadOnlyDictionary<string, string>? Environment = null);
