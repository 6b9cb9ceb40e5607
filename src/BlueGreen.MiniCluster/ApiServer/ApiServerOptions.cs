namespace BlueGreen.MiniCluster.ApiServer;

/// <summary>What the integrator says about the API server.</summary>
internal sealed record ApiServerOptions
{
    /// <summary>Gets the port on 127.0.0.1.</summary>
    /// <value>The default 0 takes a free one.</value>
    public int Port { get; init; }

    /// <summary>Gets the port it had before, taken again when <see cref="Port"/> is 0 and it is free.</summary>
    /// <value>The default is 0: none.</value>
    public int PortBefore { get; init; }

    /// <summary>Gets the folder that keeps the certificates, so that kubeconfigs live on over restarts.</summary>
    /// <value>The default null keeps them in memory: each start has new ones.</value>
    public string? DataFolder { get; init; }

    /// <summary>Gets the bearer token that lets callers in.</summary>
    /// <value>The default null takes the one of the folder, or makes a random one.</value>
    public string? Token { get; init; }

    /// <summary>Gets what is told every decision on who may do what.</summary>
    public Action<AccessDecision> Decided { get; init; } = static _ => { };
}
