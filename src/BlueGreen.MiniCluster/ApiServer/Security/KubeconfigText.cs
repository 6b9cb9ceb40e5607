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
    /// <param name="user">What the user signs in with.</param>
    /// <returns>The kubeconfig.</returns>
    public static string Write(string url, string authorityPem, string user) => $"""
        apiVersion: v1
        kind: Config
        current-context: {Context}
        clusters:
        - name: {Context}
          cluster:
            server: {url}
            certificate-authority-data: {Base64(authorityPem)}
        users:
        - name: {Context}
          user:
            {user}
        contexts:
        - name: {Context}
          context:
            cluster: {Context}
            user: {Context}
            namespace: default

        """;

    /// <summary>Signs in with a token.</summary>
    /// <param name="token">The bearer token.</param>
    /// <returns>What stands under the user.</returns>
    public static string TokenOf(string token) => $"token: {token}";

    /// <summary>Signs in with a certificate.</summary>
    /// <param name="pair">Certificate and key.</param>
    /// <returns>What stands under the user.</returns>
    public static string CertificateOf(ClientPair pair) =>
        $"{{client-certificate-data: {Base64(pair.CertificatePem)}, client-key-data: {Base64(pair.KeyPem)}}}";

    private static string Base64(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));
}
