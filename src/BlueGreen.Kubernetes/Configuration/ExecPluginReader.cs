using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Authentication;

namespace BlueGreen.Kubernetes.Configuration;

/// <summary>Reads the <c>exec</c> entry of a user.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/"/>
internal static class ExecPluginReader
{
    private static readonly string[] Versions =
        ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];

    public static ExecPlugin Read(KubeConfigNode exec, ClusterConnection cluster)
    {
        var command = exec.Text("command") ?? throw exec.Fault("has no command", "Add the key 'command'.");
        var version = exec.Text("apiVersion") ?? throw exec.Fault("has no apiVersion", $"Set it to {Versions[0]}.");
        if (!Versions.Contains(version, StringComparer.Ordinal))
        {
            throw exec.Fault(
                $"has the apiVersion {version}, which is not supported", $"Set it to {string.Join(" or ", Versions)}.");
        }

        if (exec.Text("interactiveMode") is "Always")
        {
            throw exec.Fault(
                "wants to talk to a person (interactiveMode: Always), but there is none here",
                "Use a plugin that signs in without questions.");
        }

        return new ExecPlugin
        {
            // Only a command with a folder in it is a path; a bare name is looked up in PATH.
            Command = command.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar)
                ? exec.PathOf("command")!
                : command,
            Arguments = exec.Texts("args"),
            Environment = ReadEnvironment(exec),
            ApiVersion = version,
            Cluster = exec.Flag("provideClusterInfo") ? Describe(cluster) : null,
            InstallHint = exec.Text("installHint"),
            Label = exec.Label,
        };
    }

    private static List<KeyValuePair<string, string>> ReadEnvironment(KubeConfigNode exec) =>
    [
        .. exec.Mappings("env", "a variable of " + exec.Label).Select(variable => KeyValuePair.Create(
            variable.Text("name") ?? throw variable.Fault("has no name", "Give it one."),
            variable.Text("value") ?? "")),
    ];

    private static JsonObject Describe(ClusterConnection cluster)
    {
        var described = new JsonObject { ["server"] = cluster.Server.OriginalString };
        AddIf(described, "tls-server-name", cluster.TlsServerName);
        AddIf(described, "proxy-url", cluster.Proxy?.OriginalString);
        AddIf(described, "insecure-skip-tls-verify", cluster.SkipTlsVerify ? true : null);
        var pem = cluster.CertificateAuthorities?.ExportCertificatePems();
        var encoded = pem is null ? null : Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));
        AddIf(described, "certificate-authority-data", encoded);
        return described;
    }

    private static void AddIf(JsonObject target, string key, JsonNode? value)
    {
        if (value is not null)
        {
            target[key] = value;
        }
    }
}
