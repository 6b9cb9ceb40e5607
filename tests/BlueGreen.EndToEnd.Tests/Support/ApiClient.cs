using System.Security.Cryptography.X509Certificates;

namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>Calls an API server without the client under test.</summary>
internal static class ApiClient
{
    /// <summary>Connects to the server of a kubeconfig that the mini-cluster wrote.</summary>
    public static HttpClient Connect(string kubeconfig)
    {
        string Value(string key) => File.ReadLines(kubeconfig)
            .Select(line => line.Trim())
            .First(line => line.StartsWith($"{key}: ", StringComparison.Ordinal))[(key.Length + 2)..];
        var authority = X509CertificateLoader.LoadCertificate(
            Convert.FromBase64String(Value("certificate-authority-data")));
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { authority },
        };
        var client = new HttpClient(handler) { BaseAddress = new Uri(Value("server")) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Value("token"));
        return client;
    }
}
