using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.MiniCluster;

namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>How the cluster under test is reached. What it is made of, no test may know.</summary>
/// <param name="Kubeconfig">The kubeconfig.</param>
/// <param name="Image">The image of the app; <c>docs/contract-tests.md</c> says what it must do.</param>
/// <param name="Gateway">Where users call: the data plane.</param>
/// <param name="Namespaces">Those of this run.</param>
/// <param name="BuiltIn">The mini-cluster in this process, for the few tests that are marked to need one; null with a
/// cluster of somebody else.</param>
internal sealed record ClusterAccess(
    string Kubeconfig, string Image, Uri Gateway, TestNamespaces Namespaces, LocalCluster? BuiltIn)
{
    /// <summary>Makes an app: a namespace, a host for its users, a folder as its repository.</summary>
    public async Task<ContractApp> OpenAppAsync()
    {
        var name = await Namespaces.CreateAsync();
        return new ContractApp(this, Connect(Kubeconfig, name), name);
    }

    /// <summary>Connects.</summary>
    /// <param name="kubeconfig">The kubeconfig.</param>
    /// <param name="ns">The namespace of objects that name none.</param>
    public static KubeClient Connect(string kubeconfig, string ns) => new(
        KubeConfigLoader.Load(new KubeConfigOptions { Paths = [kubeconfig] }) with { Namespace = ns },
        TimeProvider.System);
}
