using BlueGreen.Errors;

namespace BlueGreen.Frosting.Demo;

/// <summary>The folder of one demo at a time: its cluster, its journal, its report.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly FileStream _lock;

    private DemoFolder(string path, FileStream taken) => (Path, _lock) = (path, taken);

    /// <summary>Gets the folder.</summary>
    public string Path { get; }

    /// <summary>Gets the folder of the demo's cluster.</summary>
    public string Cluster => System.IO.Path.Combine(Path, "cluster");

    /// <summary>Takes the folder, and takes away what an earlier demo left there.</summary>
    /// <param name="path">The folder; made when it is missing.</param>
    /// <returns>The folder, ours until it is disposed.</returns>
    /// <exception cref="ReleaseException">Another demo runs there.</exception>
    public static DemoFolder Take(string path)
    {
        Directory.CreateDirectory(path);
#pragma warning disable CA2000 // The folder owns the lock, and the caller the folder.
        var folder = new DemoFolder(path, Lock(System.IO.Path.Combine(path, "demo.lock")));
#pragma warning restore CA2000
        foreach (var name in new[] { "journal.jsonl", "report.html", "report.md" })
        {
            File.Delete(System.IO.Path.Combine(path, name));
        }

        return folder;
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new ReleaseException(
                ExitCode.NotSwitched,
                "Another demo runs in this working directory.",
                taken.Message,
                "Wait until it has ended, then run Demo again.",
                taken);
        }
    }
}
