using System.Diagnostics;

namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>The mini-cluster of all test classes: each test has a namespace and a host of its own in it.</summary>
/// <remarks>It ends with the process of the tests, however that ends: its keeper waits for the end of a pipe that only
/// this process holds open.</remarks>
internal static class SharedCluster
{
    private const string Keeper =
        """
        exec >keeper.log 2>&1
        dotnet "$1" --target=ClusterRun &
        cat >/dev/null
        kill -TERM $!
        wait $!
        rm -rf "$PWD"
        """;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static Cluster? _running;

    // Held here, or the garbage collector would close the pipe with it.
    private static Process? _keeper;

    /// <summary>Gets it; started at the first use.</summary>
    public static async Task<Cluster> GetAsync()
    {
        await Turn.WaitAsync(StartLimit * 2);
        try
        {
            return _running ??= await StartAsync();
        }
        finally
        {
            Turn.Release();
        }
    }

    private static async Task<Cluster> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("bluegreen-e2e-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "bluegreen.yml"), ClusterSettings.Of(string.Empty));
        var start = new ProcessStartInfo("/bin/sh", ["-c", Keeper, "sh", Programs.Build])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
        };
        CliProcess.ForgetForeign(start);
        _keeper = Process.Start(start)!;
        await Eventually.TrueAsync(
            StartLimit,
            "the cluster is up",
            () => _keeper.HasExited
                ? throw new InvalidOperationException(File.ReadAllText(Path.Combine(folder, "keeper.log")))
                : Cluster.Find(folder) is not null);
        return Cluster.Find(folder)!;
    }
}
