namespace BlueGreen.Pipelines.Tests.Support;

/// <summary>Files of this repository.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    /// <summary>Reads one.</summary>
    /// <param name="path">Its path from the root.</param>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Lists the files of a folder and those below it, by their paths from the root.</summary>
    /// <param name="folder">The folder; one that is not there has none.</param>
    public static IEnumerable<string> Files(string folder) => Directory.Exists(Path.Combine(Root, folder))
        ? Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        : [];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BlueGreen.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No BlueGreen.slnx above the tests.");
        }

        return folder.FullName;
    }
}
