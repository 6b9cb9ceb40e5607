namespace Cake.Docker;

/// <summary>What <c>docker save</c> is told: where images are written to.</summary>
public sealed class DockerImageSaveSettings : AutoToolSettings
{
    /// <summary>Gets or sets <c>--output</c>: the tar file; without one, stdout.</summary>
    public string? Output { get; set; }
}
