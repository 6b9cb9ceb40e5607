namespace BlueGreen.Kubernetes.Configuration;

/// <summary>Where to look for a connection, and which of the contexts found there to take.</summary>
public sealed record KubeConfigOptions
{
    /// <summary>Gets the files to read and merge, first wins.</summary>
    /// <value>Empty by default: then the environment and the home folder decide. A file named here must exist.</value>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Gets the context to take.</summary>
    /// <value>Null by default: the file's current-context.</value>
    public string? Context { get; init; }

    /// <summary>Gets the reader of environment variables.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Gets the folder that holds <c>.kube/config</c>.</summary>
    public string HomeFolder { get; init; } =
        System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);

    /// <summary>Gets the folder in which a pod finds its service account.</summary>
    public string InClusterFolder { get; init; } = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>Gets the clock by which credentials expire.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
