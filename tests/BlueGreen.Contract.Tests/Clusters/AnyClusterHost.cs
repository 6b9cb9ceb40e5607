namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>Somebody's cluster: known by its kubeconfig alone, and left as it was.</summary>
internal sealed class AnyClusterHost : IClusterHost
{
    /// <summary>Names the kubeconfig.</summary>
    public const string KubeconfigVariable = "BLUEGREEN_TEST_KUBECONFIG";

    /// <summary>Names the image.</summary>
    public const string ImageVariable = "BLUEGREEN_TEST_IMAGE";

    /// <summary>Names the address of a gateway that the cluster has.</summary>
    public const string GatewayVariable = "BLUEGREEN_TEST_GATEWAY";

    private AnyClusterHost(ClusterAccess access) => Access = access;

    public ClusterAccess Access { get; }

    /// <summary>Prepares it.</summary>
    /// <param name="kubeconfig">Its kubeconfig.</param>
    public static Task<AnyClusterHost> StartAsync(string kubeconfig) => Task.FromResult(new AnyClusterHost(
        new ClusterAccess(Path.GetFullPath(kubeconfig), Need(ImageVariable), new Uri(Need(GatewayVariable)), null)));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Need(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{KubeconfigVariable} is set, so {variable} must be too.");
}
