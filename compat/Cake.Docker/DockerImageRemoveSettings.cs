namespace Cake.Docker;

/// <summary>What <c>docker rmi</c> is told: how images are removed.</summary>
public sealed class DockerImageRemoveSettings : AutoToolSettings
{
    /// <summary>Gets or sets <c>--force</c>: whether they go although something uses them.</summary>
    public bool? Force { get; set; }

    /// <summary>Gets or sets <c>--no-prune</c>: whether untagged parents stay.</summary>
    public bool? NoPrune { get; set; }
}
