namespace BlueGreen.MiniCluster.Page;

/// <summary>What the page may be told.</summary>
public sealed record PageOptions
{
    /// <summary>Gets the port on 127.0.0.1.</summary>
    /// <value>The default is 0: any free port.</value>
    public int Port { get; init; }

    /// <summary>Gets the port it had before, taken again when <see cref="Port"/> is 0 and it is free.</summary>
    /// <value>The default is 0: none.</value>
    public int PortBefore { get; init; }

    /// <summary>Gets the path of the kubeconfig that the page tells people to export, or null for none.</summary>
    public string? KubeconfigPath { get; init; }

    /// <summary>Gets the cookie of the test route, for the command that the page shows.</summary>
    /// <value>The default is <c>test=true</c>.</value>
    public string TestCookie { get; init; } = "test=true";
}
