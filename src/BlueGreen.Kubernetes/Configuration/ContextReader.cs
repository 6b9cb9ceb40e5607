using BlueGreen.Kubernetes.Authentication;

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
        var connection = ReadCluster(config.Cluster(clusterName), options.TimeProvider) with
        {
            Namespace = context.Text("namespace") ?? "default",
            ContextName = name,
            SourceDescription = config.Source,
        };
        return context.Text("user") is { } user
            ? new UserReader(config.User(user), options, connection).AddTo(connection)
            : connection;
    }

    private static ClusterConnection ReadCluster(KubeConfigNode cluster, TimeProvider time)
    {
        var authorities = CertificateReader.Authorities(cluster, time);
        var skipVerify = cluster.Flag("insecure-skip-tls-verify");
        if (skipVerify && authorities is not null)
        {
            throw cluster.Fault(
                "has both a certificate-authority and insecure-skip-tls-verify", "Remove the latter.");
        }

        var server = ReadServer(cluster);
        return new ClusterConnection(WithoutUser(server))
        {
            CertificateAuthorities = authorities?.Get(),
            AuthorityFile = authorities,
            Authentication = UserOf(server),
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
            : throw cluster.Fault(
                $"has the server '{Redacted(text)}', which is not an address", "Write https://host:port.");
    }

    // The address stands in messages and reports, so name and password must not stay in it. They sign in as with
    // kubectl: only where the user's own entry has nothing.
    private static Uri WithoutUser(Uri server) => server.UserInfo.Length == 0
        ? server
        : new Uri(server.GetComponents(
            UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped), UriKind.Absolute);

    private static StaticAuth UserOf(Uri server) => server.UserInfo.Split(':', 2) switch
    {
        [{ Length: > 0 } name, var password] =>
            StaticAuth.Basic(Uri.UnescapeDataString(name), Uri.UnescapeDataString(password)),
        [{ Length: > 0 } name] => StaticAuth.Basic(Uri.UnescapeDataString(name), ""),
        _ => StaticAuth.Anonymous,
    };

    // Up to the last @: a password may have one in it that nobody escaped.
    private static string Redacted(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var end = address.LastIndexOf('@');
        return end < start ? address : address[..start] + "…" + address[end..];
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
}
