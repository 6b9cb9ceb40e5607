using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BlueGreen.Kubernetes.Configuration;

/// <summary>Reads the certificates that a kubeconfig holds or names: of the cluster's authorities, and of the
/// user.</summary>
internal static class CertificateReader
{
    private const string Authority = "certificate-authority";
    private const string Certificate = "client-certificate";
    private const string Key = "client-key";

    /// <summary>Reads the authorities of a cluster; null when it names none.</summary>
    public static FileValue<X509Certificate2Collection>? Authorities(KubeConfigNode cluster, TimeProvider time) =>
        PemReader.Has(cluster, Authority)
            ? Checked(new FileValue<X509Certificate2Collection>(
                () => PemReader.Read(cluster, Authority)!, pem => ParseAuthorities(cluster, pem), time))
            : null;

    /// <summary>Reads the certificate and the key of a user; null when there are none.</summary>
    public static FileValue<ClientCertificate>? Client(KubeConfigNode user, TimeProvider time) =>
        (PemReader.Has(user, Certificate), PemReader.Has(user, Key)) switch
        {
            (false, false) => null,
            (true, true) => Checked(new FileValue<ClientCertificate>(
                () => ReadPair(user), pem => ParsePair(user, pem), time)),
            (true, false) => throw Lacking(user, Certificate, Key),
            (false, true) => throw Lacking(user, Key, Certificate),
        };

    // What is wrong with a kubeconfig is told when it is read, not with the first request.
    private static FileValue<T> Checked<T>(FileValue<T> value)
        where T : class
    {
        _ = value.Get();
        return value;
    }

    private static X509Certificate2Collection ParseAuthorities(KubeConfigNode cluster, string pem)
    {
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

    // One text for both: each is found by its label, and they change together.
    private static string ReadPair(KubeConfigNode user) =>
        PemReader.Read(user, Certificate) + "\n" + PemReader.Read(user, Key);

    private static ClientCertificate ParsePair(KubeConfigNode user, string pem)
    {
        try
        {
            return ClientCertificate.FromPem(pem, pem);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw user.Fault(
                $"has a client certificate that cannot be used ({e.Message})",
                "Give certificate and matching key in PEM, the key not encrypted.",
                e);
        }
    }

    private static KubeConfigException Lacking(KubeConfigNode user, string has, string lacks)
    {
        // A file that is not there is the first thing to mend.
        _ = PemReader.Read(user, has);
        return user.Fault($"has a {has} but no {lacks}", $"Add {lacks} or {lacks}-data.");
    }
}
