using System.Collections.Immutable;
using System.Globalization;
using BlueGreen.EndToEnd.Tests.Support;

namespace BlueGreen.EndToEnd.Tests.SeedApp;

/// <summary>A PostgreSQL server of the test's own, on loopback, started from the installed binaries.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Installed = "/usr/lib/postgresql";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder _folder;
    private readonly CliProcess _process;

    private PostgresServer(TemporaryFolder folder, CliProcess process, int port) =>
        (_folder, _process, Port) = (folder, process, port);

    /// <summary>Gets the folder of the newest server, or null where none is installed.</summary>
    public static string? Binaries { get; } = Directory.Exists(Installed)
        ? Directory.EnumerateDirectories(Installed)
            .Order(StringComparer.Ordinal)
            .Select(version => Path.Combine(version, "bin"))
            .LastOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
        : null;

    /// <summary>Gets the port it listens on.</summary>
    public int Port { get; }

    /// <summary>Starts one with an empty database <c>postgres</c>.</summary>
    /// <param name="password">The password of the user <c>postgres</c>.</param>
    public static async Task<PostgresServer> StartAsync(string password)
    {
        var folder = new TemporaryFolder();
        folder.Write("password", password);
        await RunAsync(folder, "chmod", "-R", "a+rX", folder.Path);
        Directory.CreateDirectory(Path.Combine(folder.Path, "data"));
        if (IsRoot)
        {
            await RunAsync(folder, "chown", Owner, Path.Combine(folder.Path, "data"));
        }

        string[] settings = ["-D", "data", "-U", "postgres", "-N", "-A", "scram-sha-256", "--pwfile=password"];
        await RunAsync(folder, [.. AsOwner, Tool("initdb"), .. settings]);
        var port = FreePort.Find();
        var process = Start(
            folder,
            [
                .. AsOwner, Tool("postgres"), "-D", "data", "-h", "127.0.0.1", "-k", "", "-F",
                "-p", port.ToString(CultureInfo.InvariantCulture),
            ]);
        await Eventually.TrueAsync(
            StartLimit, "the database accepts connections",
            () => process.Output.Contains("ready to accept connections", StringComparison.Ordinal));
        return new PostgresServer(folder, process, port);
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync(_folder, [.. AsOwner, Tool("pg_ctl"), "stop", "-D", "data", "-m", "immediate"]);
        await _process.EndAsync();
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    // PostgreSQL refuses to run as root.
    private static bool IsRoot => Environment.IsPrivilegedProcess;

    private static string Owner =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "postgres"
            : "nobody";

    private static string[] AsOwner => IsRoot ? ["runuser", "-u", Owner, "--"] : [];

    private static string Tool(string name) => Path.Combine(Binaries!, name);

    private static CliProcess Start(TemporaryFolder folder, params string[] command) =>
        CliProcess.Start(folder.Path, ImmutableDictionary<string, string>.Empty, command);

    private static async Task RunAsync(TemporaryFolder folder, params string[] command)
    {
        await using var process = Start(folder, command);
        (await process.EndAsync()).Succeeded();
    }
}
