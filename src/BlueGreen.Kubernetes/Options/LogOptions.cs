namespace BlueGreen.Kubernetes.Options;

/// <summary>Which part of a container's log is read.</summary>
public sealed record LogOptions
{
    /// <summary>Gets the container.</summary>
    /// <value>Null by default: the only one.</value>
    public string? Container { get; init; }

    /// <summary>Gets how many of the last lines are read.</summary>
    /// <value>Null by default: all, within <see cref="LimitBytes"/>.</value>
    public int? TailLines { get; init; }

    /// <summary>Gets a value indicating whether the log of the run before the last restart is read.</summary>
    public bool Previous { get; init; }

    /// <summary>Gets how many bytes are read at most.</summary>
    /// <value>1 MiB by default.</value>
    public int LimitBytes { get; init; } = 1024 * 1024;
}
