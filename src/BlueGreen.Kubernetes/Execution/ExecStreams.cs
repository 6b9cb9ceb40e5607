namespace BlueGreen.Kubernetes.Execution;

/// <summary>What a command in a pod reads, and where its output goes.</summary>
public sealed record ExecStreams
{
    /// <summary>Gets what the command reads.</summary>
    /// <value>Null by default: the command has no standard input at all.</value>
    public Stream? Input { get; init; }

    /// <summary>Gets where the command's output goes as it comes, beside being kept.</summary>
    public Stream? Output { get; init; }

    /// <summary>Gets where the command's error output goes as it comes, beside being kept.</summary>
    public Stream? Error { get; init; }

    /// <summary>Gets how many bytes of each output are kept; of a longer one the last ones.</summary>
    /// <value>1 MiB by default.</value>
    public int CaptureLimit { get; init; } = 1024 * 1024;

    /// <summary>Gets how long the command may run; then we stop listening, which does not end the command.</summary>
    /// <value>10 minutes by default.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);
}
