using System.Text.Json.Nodes;

namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>How a cluster is reached.</summary>
/// <param name="Gateway">The address users call.</param>
/// <param name="Kubeconfig">The kubeconfig that reaches it.</param>
internal sealed record Cluster(Uri Gateway, string Kubeconfig)
{
    /// <summary>Finds the cluster that runs in a folder; null while there is none.</summary>
    public static Cluster? Find(string folder)
    {
        var artifacts = Path.Combine(folder, "artifacts", "mini-cluster");
        var file = Path.Combine(artifacts, "cluster.json");
        return File.Exists(file)
            ? new Cluster(
                new Uri((string)JsonNode.Parse(File.ReadAllText(file))!["GatewayUrl"]!),
                Path.Combine(artifacts, "kubeconfig"))
            : null;
    }
}
