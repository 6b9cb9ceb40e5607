using BlueGreen.MiniCluster;

namespace BlueGreen.Kubectl.Tests.Support;

/// <summary>The one mini-cluster of all tests: it starts with the first and ends after the last.</summary>
internal static class SharedCluster
{
    /// <summary>Gets the folder of its files, and of kubectl's cache.</summary>
    public static string Folder { get; } = Directory.CreateTempSubdirectory("bluegreen-kubectl-").FullName;

#pragma warning disable VSTHRD011 // Nothing here has a thread of its own that the start could wait for.
    private static readonly Lazy<Task<LocalCluster>> Running = new(() => StartAsync(Folder));
#pragma warning restore VSTHRD011

    /// <summary>Gets the image of a real HTTP server.</summary>
    public static string Server => "uptimer";

    /// <summary>Gets it.</summary>
    public static Task<LocalCluster> GetAsync() => Running.Value;

    /// <summary>Ends it with its pods.</summary>
    public static async Task EndAsync()
    {
        if (Running.IsValueCreated)
        {
            await (await Running.Value).DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Starts one more, for a test that does something to the node.</summary>
    public static Task<LocalCluster> StartOwnAsync() =>
        StartAsync(Directory.CreateDirectory(Path.Combine(Folder, "own")).FullName);

    private static Task<LocalCluster> StartAsync(string folder)
    {
        var program = Path.GetFullPath(Path.Combine(
            AppContext.BaseDirectory, "..", "..", "Uptimer", "release", "Uptimer.dll"));
        var images = new[]
        {
            Image("sleeper", "sleep", "600"),
            Image(Server, "dotnet", program),
        };
        return LocalCluster.StartAsync(
            new LocalClusterOptions { Folder = folder, Images = images }, TimeProvider.System, CancellationToken.None);
    }

    private static LocalImage Image(string name, params string[] command) =>
        new(name, command, Folder, new Dictionary<string, string>(StringComparer.Ordinal));
}
