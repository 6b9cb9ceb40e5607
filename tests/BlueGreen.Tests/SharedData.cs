namespace BlueGreen.Tests;

/// <summary>
/// Reference data that may lie beside the repository; tests that want it find nothing to do where it is absent.
/// </summary>
internal static class SharedData
{
    /// <summary>
    /// Lists files of at most 1 MiB under the folder that <c>BLUEGREEN_SHARED</c> names, or <c>../shared</c>.
    /// </summary>
    public static IEnumerable<string> Files() => Root is { } root
        ? Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file).Length < 1 << 20).Order(StringComparer.Ordinal)
        : [];

    private static string? Root =>
        new[] { Environment.GetEnvironmentVariable("BLUEGREEN_SHARED"), Path.Combine(Repository.Root, "..", "shared") }
            .FirstOrDefault(Directory.Exists);
}
