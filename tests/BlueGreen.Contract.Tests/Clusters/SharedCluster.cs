namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>The one cluster of all test classes; started by the first, ended after the last.</summary>
internal static class SharedCluster
{
    private static readonly Lock Starting = new();
    private static Task<IClusterHost>? _host;

    /// <summary>Gets it.</summary>
    public static async Task<ClusterAccess> GetAsync()
    {
        lock (Starting)
        {
            _host ??= StartAsync();
        }

        return (await _host).Access;
    }

    /// <summary>Ends it, if any test needed it.</summary>
    public static async Task EndAsync()
    {
        // One that did not start has cleaned up by itself, and every test has told why.
        if (_host is { IsCompletedSuccessfully: true } started)
        {
            await (await started).DisposeAsync();
        }
    }

    private static async Task<IClusterHost> StartAsync() =>
        Environment.GetEnvironmentVariable(AnyClusterHost.KubeconfigVariable) is { Length: > 0 } kubeconfig
            ? await AnyClusterHost.StartAsync(kubeconfig)
            : await MiniClusterHost.StartAsync();
}
