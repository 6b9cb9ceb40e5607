using BlueGreen.Kubernetes.Authentication;

namespace BlueGreen.Kubernetes.Configuration;

/// <summary>Turns the user of a context into the means to sign in.</summary>
/// <param name="user">The user's entry.</param>
/// <param name="options">Clock and environment for credentials that expire.</param>
/// <param name="cluster">The cluster to sign in to; a plugin may want to know it.</param>
internal sealed class UserReader(KubeConfigNode user, KubeConfigOptions options, ClusterConnection cluster)
{
    public ClusterConnection AddTo(ClusterConnection connection)
    {
        var certificate = CertificateReader.Client(user, options.TimeProvider);
        return connection with
        {
            Authentication = ReadAuthentication(),
            ClientCertificate = certificate?.Get(),
            CertificateFile = certificate,
            Impersonation = ReadImpersonation(),
        };
    }

    // A token wins over a password, both win over a plugin, and a token file wins over a token: the order of kubectl.
    private IAuthProvider ReadAuthentication()
    {
        if (user.PathOf("tokenFile") is { } tokenFile)
        {
            return new TokenFileAuth(tokenFile, options.TimeProvider);
        }

        if (user.Text("token") is { } token)
        {
            return StaticAuth.Token(token);
        }

        if (user.Text("username") is { } name)
        {
            return StaticAuth.Basic(name, user.Text("password") ?? "");
        }

        if (user.Mapping("exec", $"exec of {user.Label}") is { } exec)
        {
            return new ExecAuth(ExecPluginReader.Read(exec, cluster), options.TimeProvider);
        }

        return user.Mapping("auth-provider", "auth-provider") is { } provider
            ? throw Removed(provider)
            : cluster.Authentication;
    }

    private Impersonation? ReadImpersonation()
    {
        var groups = user.Texts("as-groups");
        var uid = user.Text("as-uid");
        var extra = user.Mapping("as-user-extra", "as-user-extra");
        if (user.Text("as") is { } name)
        {
            var values = extra?.Keys().ToDictionary(key => key, extra.Texts, StringComparer.Ordinal);
            return new Impersonation(name, uid, groups, values ?? new(StringComparer.Ordinal));
        }

        return groups.Count == 0 && uid is null && extra is null
            ? null
            : throw user.Fault("has as-groups, as-uid or as-user-extra without 'as'", "Say who to act as in 'as'.");
    }

    private KubeConfigException Removed(KubeConfigNode provider)
    {
        var name = provider.Text("name") ?? "(without a name)";
        var instead = name switch
        {
            "gcp" => "Run 'gcloud container clusters get-credentials' again: it writes an exec plugin.",
            "azure" => "Run 'kubelogin convert-kubeconfig': it writes an exec plugin.",
            "oidc" => "Use an exec plugin such as kubelogin (kubectl oidc-login).",
            _ => "Use an exec plugin, a token or a client certificate.",
        };
        return user.Fault($"uses the auth-provider '{name}', which Kubernetes no longer has", instead);
    }
}
