namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>Where the programs under test and the tools lie.</summary>
internal static class Programs
{
    /// <summary>Gets the folder that holds <c>BlueGreen.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>
    /// Gets the program that <c>./build.sh</c> runs, or the one that <c>BLUEGREEN_TEST_PROGRAM</c> names: the Test
    /// target gives the same program precompiled, for it is started about a hundred times.
    /// </summary>
    public static string Build { get; } =
        Environment.GetEnvironmentVariable("BLUEGREEN_TEST_PROGRAM") is { Length: > 0 } named ? named : Built("Build");

    /// <summary>Gets the sample app.</summary>
    public static string Uptimer => Built("Uptimer");

    /// <summary>Finds a tool on the search path.</summary>
    /// <param name="name">Its file name.</param>
    /// <returns>Its path, or null where it is not installed.</returns>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    private static string Built(string project)
    {
        // bin/BlueGreen.EndToEnd.Tests/<configuration> stands beside bin/<project>/<configuration>.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"{project}.dll");
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{project} is not built: ./build.sh --target=Test builds it.", path);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BlueGreen.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No BlueGreen.slnx above the tests.");
    }
}
