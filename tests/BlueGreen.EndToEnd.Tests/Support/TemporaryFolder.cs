namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>A folder outside of the repository that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Gets its path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("bluegreen-e2e-").FullName;

    /// <summary>Writes a file, with the folders above it, and tells its path.</summary>
    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process that was killed may still be writing its last line; the system's own clean-up takes the rest.
        }
    }
}
