namespace Cake.Docker;

/// <summary>What <c>docker push</c> is told: how an image goes to its registry.</summary>
public sealed class DockerImagePushSettings : AutoToolSettings
{
    /// <summary>Gets or sets <c>--disable-content-trust</c>: whether the image stays unsigned; the default.</summary>
    [AutoProperty(Format = Constants.BoolWithTrueDefaultFormat)]
    public bool? DisableContentTrust { get; set; }
}
