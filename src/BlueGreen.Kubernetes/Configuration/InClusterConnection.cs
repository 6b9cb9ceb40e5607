using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BlueGreen.Kubernetes.Authentication;

namespace BlueGreen.Kubernetes.Configuration;

/// <summary>The connection that a pod finds prepared for its service account.</summary>
/// <seealso href="https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/"/>
internal static class InClusterConnection
{
    /// <summary>Reads it, or returns null where this process is not in a pod.</summary>
    public static ClusterConnection? Find(KubeConfigOptions options)
    {
        var host = options.Environment("KUBERNETES_SERVICE_HOST");
        var port = options.Environment("KUBERNETES_SERVICE_PORT");
        var token = Path.Combine(options.InClusterFolder, "token");
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port) || !File.Exists(token))
        {
            return null;
        }

        var isV6 = host.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(host, out _);
        var address = isV6 ? $"[{host}]" : host;
        if (!Uri.TryCreate($"https://{address}:{port}", UriKind.Absolute, out var server))
        {
            throw new KubeConfigException(
                $"KUBERNETES_SERVICE_HOST and _PORT are '{host}' and '{port}', which make no address.",
                "Correct them.");
        }

        var authorities = ReadAuthorities(Path.Combine(options.InClusterFolder, "ca.crt"), options.TimeProvider);
        return new ClusterConnection(server)
        {
            CertificateAuthorities = authorities.Get(),
            AuthorityFile = authorities,
            Authentication = new TokenFileAuth(token, options.TimeProvider),
            Namespace = ReadNamespace(Path.Combine(options.InClusterFolder, "namespace")),
            SourceDescription = $"the service account in {options.InClusterFolder}",
        };
    }

    private static FileValue<X509Certificate2Collection> ReadAuthorities(string path, TimeProvider time) =>
        new(() => Try(path, () => File.ReadAllText(path)), pem => Try(path, () => Parse(pem)), time);

    private static X509Certificate2Collection Parse(string pem)
    {
        X509Certificate2Collection authorities = [];
        authorities.ImportFromPem(pem);
        return authorities;
    }

    private static T Try<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new KubeConfigException(
                $"The service account's {path} cannot be read: {e.Message}",
                "Check the pod's service account volume.",
                e);
        }
    }

    private static string ReadNamespace(string path)
    {
        var name = File.Exists(path) ? File.ReadAllText(path).Trim() : "";
        return name.Length == 0 ? "default" : name;
    }
}
