using BlueGreen.Frosting.Inputs;
using BlueGreen.MiniCluster;

namespace BlueGreen.Frosting.Demo;

/// <summary>Makes the inputs of a stage: the user's own file and manifests, but never the user's own cluster.</summary>
internal static class DemoInputs
{
    private static readonly string[] ColorNames = ["COLOR_", "BLUEGREEN_COLOR"];

    /// <summary>Loads them as a target's own process would.</summary>
    /// <param name="source">What the user said.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="cluster">The demo's cluster.</param>
    /// <returns>The inputs.</returns>
    public static ReleaseInputs Of(InputSource source, DemoStage stage, LocalCluster cluster)
    {
        var arguments = source.Arguments
            .Where(pair => !IsColor(pair.Key) && !pair.Key.Equals("color", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in new[]
        {
            ("tag", stage.Tag),
            ("release-id", stage.ReleaseId),
            ("kubeconfig", cluster.KubeconfigPath),
            ("context", "mini-cluster"),
            ("ingress.url", cluster.GatewayUrl.ToString()),
        })
        {
            arguments[name] = [value];
        }

        var environment = source.Environment
            .Where(pair => !IsColor(pair.Key))
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        return ReleaseInputs.Load(new InputSource(source.Folder, environment, arguments));
    }

    private static bool IsColor(string name) =>
        ColorNames.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
