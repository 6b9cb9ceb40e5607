namespace Cake.Docker;

/// <summary>What <c>docker COMMAND</c> is told: nothing; the command says all.</summary>
public sealed class DockerCustomCommandSettings : AutoToolSettings;
