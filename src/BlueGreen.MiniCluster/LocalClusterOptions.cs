namespace BlueGreen.MiniCluster;

/// <summary>How the cluster on this machine is made.</summary>
public sealed record LocalClusterOptions
{
    /// <summary>Gets the folder of kubeconfig, certificates and logs.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets the port of the API server; 0 takes the one it had here before, or a free one.</summary>
    public int ApiPort { get; init; }

    /// <summary>Gets the port of the gateway; 0 takes the one it had here before, or a free one.</summary>
    public int GatewayPort { get; init; }

    /// <summary>
    /// Gets the port of the page that shows the cluster; 0 takes the one it had here before, or a free one.
    /// </summary>
    public int PagePort { get; init; }

    /// <summary>
    /// Gets a value indicating whether objects are kept in the folder, so that a cluster that is started there again
    /// has them. Pods are then started anew, as after the restart of a machine.
    /// </summary>
    public bool KeepsObjects { get; init; }

    /// <summary>Gets a value indicating whether objects that were kept in the folder are forgotten.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Gets the test cookie, to tell testers from users on the page.</summary>
    public string TestCookie { get; init; } = "test=true";

    /// <summary>Gets what runs instead of a container, by image name.</summary>
    public IReadOnlyList<LocalImage> Images { get; init; } = [];

    /// <summary>Gets what is told every decision of the API server on who may do what.</summary>
    public Action<AccessDecision> Decided { get; init; } = static _ => { };

    /// <summary>Gets where odd things are told, such as a route that cannot be read.</summary>
    public Action<string> Log { get; init; } = static _ => { };
}

/// <summary>What runs instead of a container.</summary>
/// <param name="Name">The image's name without registry, tag and digest; <c>*</c> stands for anything.</param>
/// <param name="Command">Program and arguments.</param>
/// <param name="Folder">The folder it runs in.</param>
/// <param name="Environment">Environment variables it gets.</param>
public sealed record LocalImage(
    string Name, IReadOnlyList<string> Command, string Folder, IReadOnlyDictionary<string, string> Environment);
