namespace BlueGreen.Kubernetes.Configuration;

/// <summary>Finds the cluster that this machine, CI job or pod is meant to talk to.</summary>
/// <remarks>
/// In order: (1) the files named by the caller; (2) those of KUBECONFIG; (3) <c>~/.kube/config</c>; (4) the service
/// account of the pod we run in. Where (2) is set but nothing of it exists, that is an error: falling through to
/// another file could reach another cluster.
/// </remarks>
/// <seealso href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/"/>
public static class KubeConfigLoader
{
    private const string Variable = "KUBECONFIG";

    /// <summary>Reads the connection; no network is touched and no plugin is run yet.</summary>
    /// <param name="options">Where to look.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="KubeConfigException">There is none, or it is not usable; the message says which file and
    /// why.</exception>
    public static ClusterConnection Load(KubeConfigOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Paths.Count > 0)
        {
            return Read(options.Paths, options);
        }

        var listed = (options.Environment(Variable) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (listed.Length > 0)
        {
            var present = listed.Where(File.Exists).ToArray();
            return present.Length > 0 ? Read(present, options) : throw NoneOfTheListed(listed);
        }

        var standard = Path.Combine(options.HomeFolder, ".kube", "config");
        if (!File.Exists(standard))
        {
            return InClusterConnection.Find(options) ?? throw NothingFound(standard, options);
        }

        var config = KubeConfigSet.Merge([KubeConfigFile.Read(standard)]);
        return config.IsEmpty && InClusterConnection.Find(options) is { } inCluster
            ? inCluster
            : ContextReader.Read(config, options);
    }

    private static ClusterConnection Read(IReadOnlyList<string> paths, KubeConfigOptions options)
    {
        var missing = paths.FirstOrDefault(p => !File.Exists(p));
        if (missing is not null)
        {
            throw new KubeConfigException(
                $"The kubeconfig file {missing} does not exist.", "Name an existing file, or leave the setting out.");
        }

        return ContextReader.Read(KubeConfigSet.Merge([.. paths.Select(KubeConfigFile.Read)]), options);
    }

    private static KubeConfigException NoneOfTheListed(IEnumerable<string> listed) => new(
        $"{Variable} names {string.Join(", ", listed)}, but no such file exists.",
        $"Correct {Variable}, or unset it to use ~/.kube/config.");

    private static KubeConfigException NothingFound(string standard, KubeConfigOptions options) => new(
        $"No cluster to talk to: no file was named, {Variable} is not set, {standard} does not exist, and there is " +
        $"no service account in {options.InClusterFolder}.",
        $"Set {Variable} to a kubeconfig file.");
}
