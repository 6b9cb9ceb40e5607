using System.Text;

namespace BlueGreen.Kubernetes.Configuration;

/// <summary>Reads what kubeconfig offers twice: as base64 under <c>x-data</c>, which wins, or as a file under
/// <c>x</c>.</summary>
internal static class PemReader
{
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Tells whether an entry has it in either way.</summary>
    public static bool Has(KubeConfigNode node, string key) =>
        node.Text(key + "-data") is not null || node.Text(key) is not null;

    public static string? Read(KubeConfigNode node, string key)
    {
        if (node.Text(key + "-data") is { } data)
        {
            return Decode(node, key + "-data", data);
        }

        return node.PathOf(key) is { } path ? ReadFile(node, key, path) : null;
    }

    /// <summary>Reads a small text file that an entry names.</summary>
    public static string ReadFile(KubeConfigNode node, string key, string path)
    {
        try
        {
            return new FileInfo(path).Length <= MaxBytes
                ? File.ReadAllText(path)
                : throw node.Fault($"names the {key} {path}, which is larger than 1 MiB", "Name the right file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw node.Fault(
                $"names the {key} {path}, which cannot be read ({e.Message})", "Check its path and permissions.", e);
        }
    }

    private static string Decode(KubeConfigNode node, string key, string data)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(data));
        }
        catch (FormatException e)
        {
            throw node.Fault($"has a {key} that is not base64", "Encode the PEM text with base64.", e);
        }
    }
}
