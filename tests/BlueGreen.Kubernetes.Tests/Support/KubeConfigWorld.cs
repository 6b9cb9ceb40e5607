using System.Text;
using BlueGreen.Kubernetes.Configuration;

namespace BlueGreen.Kubernetes.Tests.Support;

/// <summary>A home folder and an environment of a test's own, in which a kubeconfig is looked for.</summary>
internal sealed class KubeConfigWorld : IDisposable
{
    public TestFolder Folder { get; } = new();

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a kubeconfig with one context; the arguments are entries of flow mappings.</summary>
    public static string Config(string user, string context = "", string cluster = "server: 'https://c1:6443'") =>
        $$$"""
        current-context: main
        clusters: [{name: c1, cluster: { {{{cluster}}} }}]
        contexts: [{name: main, context: {cluster: c1, user: me, {{{context}}} }}]
        users:
        - name: me
          user: { {{{user}}} }
        """;

    public static async Task<string?> AuthorizationAsync(ClusterConnection connection) =>
        (await connection.Authentication.GetAsync(CancellationToken.None)).Authorization?.ToString();

    public ClusterConnection Load(string text) =>
        KubeConfigLoader.Load(Options() with { Paths = [Folder.Write("config", text)] });

    public KubeConfigOptions Options() => new()
    {
        Environment = name => Environment.GetValueOrDefault(name),
        HomeFolder = Folder.Path,
        InClusterFolder = Path.Combine(Folder.Path, "sa"),
    };

    public void Dispose() => Folder.Dispose();
}
