namespace BlueGreen.MiniCluster.ApiServer.Security;

/// <summary>What a user proves himself with.</summary>
/// <param name="CertificatePem">The certificate.</param>
/// <param name="KeyPem">Its key.</param>
internal sealed record ClientPair(string CertificatePem, string KeyPem);
