using System.Collections.Immutable;

namespace BlueGreen.Options;

/// <summary>The local mini-cluster.</summary>
public sealed record MiniClusterOptions
{
    /// <summary>Gets the folder of its kubeconfig and logs.</summary>
    /// <value>The default value is <c>artifacts/mini-cluster</c>.</value>
    public string Folder { get; init; } = "artifacts/mini-cluster";

    /// <summary>Gets a value indicating whether it starts empty, without the objects that it kept.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IsFresh { get; init; }

    /// <summary>Gets the port of the API server; 0: the last one, if free, or any.</summary>
    /// <value>The default value is 0.</value>
    public int ApiPort { get; init; }

    /// <summary>Gets the port of the gateway; 0: the last one, if free, or any.</summary>
    /// <value>The default value is 0.</value>
    public int GatewayPort { get; init; }

    /// <summary>Gets the port of the page that shows the cluster; 0: the last one, if free, or any.</summary>
    /// <value>The default value is 0.</value>
    public int PagePort { get; init; }

    /// <summary>Gets what runs instead of a container, by image name.</summary>
    /// <value>The default value is empty.</value>
    public ImmutableSortedDictionary<string, ImageOptions> Images { get; init; } =
        ImmutableSortedDictionary.Create<string, ImageOptions>(StringComparer.Ordinal);
}

/// <summary>What the mini-cluster runs for an image.</summary>
/// <param name="Command">Program and arguments.</param>
/// <param name="Folder">The folder it runs in, or null for the repository's root.</param>
/// <param name="Environment">Environment variables it gets.</param>
public sealed record ImageOptions(
    ImmutableArray<string> Command, string? Folder, ImmutableSortedDictionary<string, string> Environment);
