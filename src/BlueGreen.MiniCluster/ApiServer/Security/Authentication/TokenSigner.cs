using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Security.Authentication;

/// <summary>Signs the cluster's tokens, and knows its own signature again.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc7519"/>
internal sealed class TokenSigner : IDisposable
{
    private const string Algorithm = "ES256";
    private const int MaximumLength = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly ECDsa _key = ECDsa.Create();
    private readonly string _keyId;

    /// <summary>Initializes a new instance of the <see cref="TokenSigner"/> class.</summary>
    /// <param name="keyPem">The key, on the curve P-256.</param>
    public TokenSigner(string keyPem)
    {
        _key.ImportFromPem(keyPem);
        _keyId = Base64Url.EncodeToString(SHA256.HashData(_key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>Signs claims.</summary>
    /// <param name="claims">The claims.</param>
    /// <returns>The token.</returns>
    public string Sign(JsonObject claims)
    {
        var header = new JsonObject { ["alg"] = Algorithm, ["kid"] = _keyId };
        var text = $"{Encode(header)}.{Encode(claims)}";
        lock (_lock)
        {
            var signature = _key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256);
            return $"{text}.{Base64Url.EncodeToString(signature)}";
        }
    }

    /// <summary>Reads the claims of a token.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The claims, or null when this key did not sign them.</returns>
    public JsonObject? Open(string token)
    {
        if (token.Length > MaximumLength
            || token.Split('.') is not [var head, var body, var tail]
            || Decode(tail) is not { } signature
            || Parse(head) is not { } header
            || header.Text("alg") is not Algorithm
            || !string.Equals(header.Text("kid"), _keyId, StringComparison.Ordinal))
        {
            return null;
        }

        lock (_lock)
        {
            var signed = Encoding.UTF8.GetBytes($"{head}.{body}");
            return _key.VerifyData(signed, signature, HashAlgorithmName.SHA256) ? Parse(body) : null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static string Encode(JsonObject value) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));

    private static JsonObject? Parse(string part)
    {
        try
        {
            return Decode(part) is { } bytes ? JsonNode.Parse(bytes) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? Decode(string part)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(part.Length)];
        return Base64Url.TryDecodeFromChars(part, bytes, out var length) ? bytes[..length] : null;
    }
}
