namespace Cake.Docker;

/// <summary>What <c>docker exec</c> is told: how a command runs in a container.</summary>
public sealed class DockerContainerExecSettings : AutoToolSettings
{
    /// <summary>Gets or sets <c>--detach</c>: whether nobody waits for it.</summary>
    public bool? Detach { get; set; }

    /// <summary>Gets or sets <c>--detach-keys</c>: the keys that detach.</summary>
    public string? DetachKeys { get; set; }

    /// <summary>Gets or sets <c>--env</c>: environment variables, as name=value.</summary>
    public string[]? Env { get; set; }

    /// <summary>Gets or sets <c>--interactive</c>: whether stdin stays open.</summary>
    public bool? Interactive { get; set; }

    /// <summary>Gets or sets <c>--privileged</c>: whether it gets all capabilities.</summary>
    public bool? Privileged { get; set; }

    /// <summary>Gets or sets <c>--tty</c>: whether it gets a terminal.</summary>
    public bool? Tty { get; set; }

    /// <summary>Gets or sets <c>--user</c>: who it runs as, as user:group.</summary>
    public string? User { get; set; }

    /// <summary>Gets or sets <c>--workdir</c>: the folder it runs in.</summary>
    public string? Workdir { get; set; }
}
