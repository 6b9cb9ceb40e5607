namespace Cake.Docker;

/// <summary>What <c>docker load</c> is told: where images are read from.</summary>
public sealed class DockerImageLoadSettings : AutoToolSettings
{
    /// <summary>Gets or sets <c>--input</c>: the tar file; without one, stdin.</summary>
    public string? Input { get; set; }

    /// <summary>Gets or sets <c>--quiet</c>: whether nothing is printed.</summary>
    public bool? Quiet { get; set; }
}
