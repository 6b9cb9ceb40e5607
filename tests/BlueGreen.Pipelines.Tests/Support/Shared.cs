namespace BlueGreen.Pipelines.Tests.Support;

/// <summary>Reference data beside the repository, or where <c>BLUEGREEN_SHARED</c> points to.</summary>
internal static class Shared
{
    private static readonly string? Root = Roots().FirstOrDefault(Directory.Exists);

    /// <summary>Finds a file or folder of it; null where it is absent.</summary>
    public static string? PathOf(string name) =>
        Root is not null && Path.Combine(Root, name) is var path && Path.Exists(path) ? path : null;

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("BLUEGREEN_SHARED") is { Length: > 0 } chosen)
        {
            yield return chosen;
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            yield return Path.Combine(at.FullName, "shared");
        }
    }
}
