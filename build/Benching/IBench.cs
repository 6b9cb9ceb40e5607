namespace Build.Benching;

/// <summary>One question about speed.</summary>
internal interface IBench
{
    /// <summary>Gets its name: for <c>--only</c>, and for the file of its figures.</summary>
    string Name { get; }

    /// <summary>Measures.</summary>
    /// <param name="world">Folders, programs, and where to tell what happens.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The figures.</returns>
    Task<IReadOnlyList<Figure>> RunAsync(BenchWorld world, CancellationToken cancellationToken);
}

/// <summary>What a bench gets.</summary>
/// <param name="Folder">An empty folder of its own.</param>
/// <param name="Say">Takes a line for people.</param>
internal sealed record BenchWorld(string Folder, Action<string> Say)
{
    /// <summary>Finds a program on the search path.</summary>
    /// <param name="name">Its file name.</param>
    /// <returns>Whether it is there.</returns>
    public static bool Has(string name) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Append("/usr/sbin")
        .Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>Makes a folder in the folder.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its path.</returns>
    public string Make(string name) => Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
}
