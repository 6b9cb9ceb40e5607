namespace BlueGreen.Frosting.Local.Gateway;

/// <summary>What a gateway of any cluster may be told.</summary>
public sealed record ClusterGatewayOptions
{
    /// <summary>Gets the one namespace that is looked at.</summary>
    /// <value>The default is null: all of them.</value>
    public string? Namespace { get; init; }

    /// <summary>Gets the port on 127.0.0.1.</summary>
    /// <value>The default is 0: any free port.</value>
    public int Port { get; init; }

    /// <summary>Gets how long the first lists may take.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the longest pause between two attempts to watch again; the first is a second.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets where it is told that the API is away or back, or that a route cannot be read.</summary>
    /// <value>The default drops it.</value>
    public Action<string> Log { get; init; } = static _ => { };
}
