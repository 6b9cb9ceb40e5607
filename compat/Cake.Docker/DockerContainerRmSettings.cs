namespace Cake.Docker;

/// <summary>What <c>docker rm</c> is told: how containers are removed.</summary>
public sealed class DockerContainerRmSettings : AutoToolSettings
{
    /// <summary>Gets or sets <c>--force</c>: whether a running one is killed first.</summary>
    public bool? Force { get; set; }

    /// <summary>Gets or sets <c>--link</c>: whether the named link goes, not the container.</summary>
    public bool? Link { get; set; }

    /// <summary>Gets or sets <c>--volumes</c>: whether its unnamed volumes go too.</summary>
    public bool? Volumes { get; set; }
}
