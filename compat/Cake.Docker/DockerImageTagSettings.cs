namespace Cake.Docker;

/// <summary>What <c>docker tag</c> is told: nothing; it has no options.</summary>
public sealed class DockerImageTagSettings : AutoToolSettings;
