namespace BlueGreen.Pipelines.Tests.Support;

/// <summary>Files of this repository.</summary>
internal static class Repository
{
    /// <summary>Reads one.</summary>
    /// <param name="path">Its path from the root.</param>
    public static string Read(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BlueGreen.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No BlueGreen.slnx above the tests.");
        }

        return File.ReadAllText(Path.Combine(folder.FullName, path));
    }
}
