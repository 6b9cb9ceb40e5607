using System.Text;

namespace BlueGreen.MiniCluster.ApiServer.Security;

/// <summary>Writes the file by which kubectl and other clients find the cluster.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/"/>
internal static class KubeconfigText
{
    /// <summary>The name of the context, the cluster and the user.</summary>
    public const string Context = "mini-cluster";

    /// <summary>Writes the text.</summary>
    /// <param name="url">Address of the API server.</param>
    /// <param name="authorityPem">Certificate of the cluster's authority.</param>
    /// <param name="token">The bearer token.</param>
    /// <returns>The kubeconfig.</returns>
    public static string Write(string url, string authorityPem, string token) => $"""
        apiVersion: v1
        kind: Config
        current-context: {Context}
        clusters:
        - name: {Context}
          cluster:
            server: {url}
            certificate-authority-data: {Convert.ToBase64String(Encoding.ASCII.GetBytes(authorityPem))}
        users:
        - name: {Context}
          user:
            token: {token}
        contexts:
        - name: {Context}
          context:
            cluster: {Context}
            user: {Context}
            namespace: default

        """;
}
