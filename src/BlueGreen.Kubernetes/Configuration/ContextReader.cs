using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BlueGreen.Kubernetes.Configuration;

/// <summary>Turns one context of a kubeconfig (cluster, user, namespace) into a connection.</summary>
internal static class ContextReader
{
    private static readonly string[] ProxySchemes = ["http", "https", "socks5"];

    public static ClusterConnection Read(KubeConfigSet config, KubeConfigOptions options)
    {
        var name = options.Context ?? config.CurrentContext ?? throw new KubeConfigException(
            $"{config.Source} has no current-context ({config.DescribeContexts()}).",
            "Name one with --context, or run: kubectl config use-context NAME.");
        var context = config.Context(name);
        var clusterName = context.Text("cluster")
            ?? throw context.Fault("names no cluster", "Add the key 'cluster'.");
        var connection = ReadCluster(config.Cluster(clusterName)) with
        {
            Namespace = context.Text("namespace") ?? "default",
            ContextName = name,
            SourceDescription = config.Source,
        };
        return context.Text("user") is { } user
            ? new UserReader(config.User(user), options, connection).AddTo(connection)
            : connection;
    }

    private static ClusterConnection ReadCluster(KubeConfigNode cluster)
    {
        var authorities = ReadAuthorities(cluster);
        var skipVerify = cluster.Flag("insecure-skip-tls-verify");
        if (skipVerify && authorities is not null)
        {
            throw cluster.Fault(
                "has both a certificate-authority and insecure-skip-tls-verify", "Remove the latter.");
        }

        return new ClusterConnection(ReadServer(cluster))
        {
            CertificateAuthorities = authorities,
            SkipTlsVerify = skipVerify,
            TlsServerName = cluster.Text("tls-server-name"),
            Proxy = ReadProxy(cluster),
        };
    }

    private static Uri ReadServer(KubeConfigNode cluster)
    {
        var text = cluster.Text("server") ?? throw cluster.Fault("has no server", "Add the key 'server'.");
        var full = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        return Uri.TryCreate(full, UriKind.Absolute, out var server) && server.Scheme is "http" or "https"
            ? server
            : throw cluster.Fault($"has the server '{text}', which is not an address", "Write https://host:port.");
    }

    private static Uri? ReadProxy(KubeConfigNode cluster)
    {
        if (cluster.Text("proxy-url") is not { } text)
        {
            return null;
        }

        // socks5h says that the proxy resolves the name, which is what our handler does for socks5 in any case.
        var known = text.StartsWith("socks5h:", StringComparison.OrdinalIgnoreCase) ? "socks5:" + text[8..] : text;
        return Uri.TryCreate(known, UriKind.Absolute, out var proxy)
            && ProxySchemes.Contains(proxy.Scheme, StringComparer.Ordinal)
            ? proxy
            : throw cluster.Fault(
                "has a proxy-url that is not an http, https or socks5 address", "Write http://host:port.");
    }

    private static X509Certificate2Collection? ReadAuthorities(KubeConfigNode cluster)
    {
        if (PemReader.Read(cluster, "certificate-authority") is not { } pem)
        {
            return null;
        }

        X509Certificate2Collection authorities = [];
        try
        {
            authorities.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw cluster.Fault("has a certificate-authority that is not a certificate", "Give it in PEM.", e);
        }

        return authorities.Count > 0
            ? authorities
            : throw cluster.Fault("has a certificate-authority without any certificate in it", "Give it in PEM.");
    }
}
