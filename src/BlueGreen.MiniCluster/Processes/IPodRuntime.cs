namespace BlueGreen.MiniCluster.Processes;

/// <summary>
/// What the API server asks of the machine's processes: logs, commands, ports. The kubelet's side of the API.
/// </summary>
internal interface IPodRuntime
{
    /// <summary>Reads what a container printed.</summary>
    /// <param name="container">Whose log.</param>
    /// <param name="options">What to leave out, and whether to go on.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Lines in order; with <see cref="LogOptions.Follow"/> until the container ends.</returns>
    /// <exception cref="PodRuntimeException">There is no such container, or it never ran.</exception>
    IAsyncEnumerable<LogLine> ReadLogAsync(
        ContainerReference container, LogOptions options, CancellationToken cancellationToken);

    /// <summary>Runs a command beside a container's process, with its environment and working folder.</summary>
    /// <param name="container">Where.</param>
    /// <param name="request">What, and its streams.</param>
    /// <param name="cancellationToken">Kills the command.</param>
    /// <returns>The exit code; 126 or 127, with a message on standard error, when the program cannot be
    /// started.</returns>
    /// <exception cref="PodRuntimeException">There is no such container, or it is not running.</exception>
    Task<int> ExecAsync(ContainerReference container, ExecRequest request, CancellationToken cancellationToken);

    /// <summary>Connects a client to the streams of a container's own process.</summary>
    /// <param name="container">Where.</param>
    /// <param name="request">The client's streams; its command is not looked at.</param>
    /// <param name="cancellationToken">Cancelled when the client has gone.</param>
    /// <returns>When the process has ended.</returns>
    /// <exception cref="PodRuntimeException">There is no such container, or it is not running.</exception>
    Task AttachAsync(ContainerReference container, ExecRequest request, CancellationToken cancellationToken);

    /// <summary>Finds the port on loopback behind a port of a pod.</summary>
    /// <param name="namespaceName">Namespace of the pod.</param>
    /// <param name="podName">The pod.</param>
    /// <param name="containerPort">The port as manifests name it.</param>
    /// <returns>The port on 127.0.0.1, or null when the pod does not run or has no such port.</returns>
    int? FindPort(string namespaceName, string podName, int containerPort);
}

/// <summary>Names one container.</summary>
/// <param name="Namespace">Namespace of the pod.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Container">The container.</param>
internal sealed record ContainerReference(string Namespace, string Pod, string Container);

/// <summary>One line of a log.</summary>
/// <param name="At">When it was printed, in UTC.</param>
/// <param name="Text">The line without its end.</param>
internal sealed record LogLine(DateTimeOffset At, string Text);

/// <summary>Which lines of a log to read.</summary>
/// <param name="Follow">Whether to go on until the container ends.</param>
/// <param name="Previous">Whether to read the container's last run instead of this one.</param>
/// <param name="TailLines">How many lines from the end, or null for all.</param>
/// <param name="Since">The earliest line, or null.</param>
internal sealed record LogOptions(bool Follow, bool Previous, int? TailLines, DateTimeOffset? Since);

/// <summary>A command to run in a container.</summary>
/// <param name="Command">Program and arguments.</param>
/// <param name="Input">Its standard input, or null for none.</param>
/// <param name="Output">Takes its standard output.</param>
/// <param name="Error">Takes its standard error.</param>
/// <param name="IsTerminal">Whether a terminal was asked for.</param>
internal sealed record ExecRequest(
    IReadOnlyList<string> Command, Stream? Input, Stream Output, Stream Error, bool IsTerminal);

/// <summary>The runtime refused; the message is what kubectl shows.</summary>
/// <param name="message">Why.</param>
/// <param name="isMissing">Whether the thing does not exist (404) rather than being in the wrong state (400).</param>
public sealed class PodRuntimeException(string message, bool isMissing) : Exception(message)
{
    /// <summary>Gets a value indicating whether the thing does not exist.</summary>
    public bool IsMissing { get; } = isMissing;
}
