using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Configuration;

namespace BlueGreen.Kubernetes.Authentication;

/// <summary>What a plugin answered, and until when it counts.</summary>
/// <param name="Credential">The credential.</param>
/// <param name="Expires">When it expires; null is never.</param>
/// <seealso href="https://kubernetes.io/docs/reference/config-api/client-authentication.v1/"/>
internal sealed record ExecCredential(ClusterCredential Credential, DateTimeOffset? Expires)
{
    public static ExecCredential Parse(ExecPlugin plugin, string answer)
    {
        try
        {
            var root = JsonNode.Parse(answer) as JsonObject ?? throw new JsonException("not an object");
            var version = (string?)root["apiVersion"];
            if (!string.Equals(version, plugin.ApiVersion, StringComparison.Ordinal))
            {
                throw Fault(plugin, $"answered with apiVersion '{version}' instead of '{plugin.ApiVersion}'", null);
            }

            return Read(plugin, root["status"] as JsonObject ?? throw Fault(plugin, "answered without a status", null));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // The answer itself is a secret, so it is not quoted.
            throw Fault(plugin, "answered something that is not an ExecCredential", e);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw Fault(plugin, "answered with a client certificate that cannot be used", e);
        }
    }

    private static ExecCredential Read(ExecPlugin plugin, JsonObject status)
    {
        var token = (string?)status["token"];
        var certificate = (string?)status["clientCertificateData"];
        var key = (string?)status["clientKeyData"];
        if (string.IsNullOrEmpty(token) && (certificate is null || key is null))
        {
            throw Fault(plugin, "answered with neither a token nor a client certificate and its key", null);
        }

        var credential = new ClusterCredential(
            string.IsNullOrEmpty(token) ? null : StaticAuth.Bearer(token),
            certificate is null || key is null ? null : ClientCertificate.FromPem(certificate, key));
        var expires = (string?)status["expirationTimestamp"];
        return new ExecCredential(credential, expires is null ? null : DateTimeOffset.Parse(
            expires, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
    }

    private static KubeConfigException Fault(ExecPlugin plugin, string what, Exception? cause) => new(
        $"The program '{plugin.Command}' ({plugin.Label}) {what}.",
        "Run it by hand with KUBERNETES_EXEC_INFO set, or see its documentation.",
        cause);
}
