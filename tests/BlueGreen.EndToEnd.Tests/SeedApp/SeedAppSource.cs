using System.Collections.Immutable;
using BlueGreen.EndToEnd.Tests.Support;

namespace BlueGreen.EndToEnd.Tests.SeedApp;

/// <summary>The app of the article that this tool follows, installed in a folder of the test.</summary>
internal static class SeedAppSource
{
    /// <summary>Gets where it lies, or null.</summary>
    public static string? Folder { get; } =
        new[] { Environment.GetEnvironmentVariable("BLUEGREEN_SHARED"), Path.Combine(Programs.Root, "..", "shared") }
            .OfType<string>()
            .Select(shared => Path.Combine(shared, "data", "seed-app"))
            .FirstOrDefault(Directory.Exists);

    /// <summary>Copies and installs it.</summary>
    /// <param name="target">An empty folder.</param>
    public static async Task InstallAsync(TemporaryFolder target)
    {
        foreach (var file in Directory.EnumerateFiles(Folder!, "*", SearchOption.AllDirectories))
        {
            var text = Adapt(Path.GetFileName(file), await File.ReadAllTextAsync(file));
            target.Write(Path.GetRelativePath(Folder!, file), text);
        }

        // A cache that stays: the second run on a machine needs no registry.
        var cache = Path.Combine(Path.GetTempPath(), "bluegreen-e2e-npm-cache");
        await using var install = CliProcess.Start(
            target.Path,
            ImmutableDictionary<string, string>.Empty,
            "npm", "install", "--omit=dev", "--no-audit", "--no-fund", "--prefer-offline", $"--cache={cache}");
        (await install.EndAsync()).Succeeded();
    }

    /// <summary>
    /// Makes two changes in the copy. The app asks for version 7 of the database driver, which on Node.js 14 and
    /// later never connects, and says nothing of it: version 8 does. And its migration ends only when the pool lets go
    /// of an unused connection, which is half a minute later: half a second does here.
    /// </summary>
    private static string Adapt(string file, string text) => file switch
    {
        "package.json" => text.Replace("\"pg\": \"^7.18.2\"", "\"pg\": \"^8.11.0\"", StringComparison.Ordinal),
        "database.js" => text.Replace("idle: 30000", "idle: 500", StringComparison.Ordinal),
        _ => text,
    };
}
