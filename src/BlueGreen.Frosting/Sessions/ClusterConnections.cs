using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Kubernetes.Configuration;

namespace BlueGreen.Frosting.Sessions;

/// <summary>Finds the cluster that the options mean.</summary>
internal static class ClusterConnections
{
    /// <summary>Finds it; no network is touched.</summary>
    /// <param name="inputs">What the user wrote.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Where to, and as whom.</returns>
    /// <exception cref="ReleaseException">There is none, or it cannot be used.</exception>
    public static ClusterConnection Find(ReleaseInputs inputs, TimeProvider time)
    {
        var environment = inputs.Source.Environment;
        try
        {
            return KubeConfigLoader.Load(new KubeConfigOptions
            {
                Paths = inputs.Options.Kubeconfig is { } path ? [Path.Combine(inputs.Source.Folder, path)] : [],
                Context = inputs.Options.Context,
                Environment = name => environment.GetValueOrDefault(name),
                TimeProvider = time,
            });
        }
        catch (KubeConfigException wrong)
        {
            throw new ReleaseException(
                ExitCode.Usage,
                "The cluster cannot be called: the kubeconfig cannot be used.",
                wrong.Message,
                "Set KUBECONFIG or --kubeconfig to a good one; ./build.sh --target=ClusterUp starts a local cluster.",
                wrong);
        }
    }
}
