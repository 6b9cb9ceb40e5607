namespace BlueGreen.MiniCluster.Processes.Machine;

/// <summary>Finds a program as a shell would, so that a missing one is told before anything starts.</summary>
internal static class ProgramPath
{
    private const UnixFileMode AnyExecute =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Finds a program.</summary>
    /// <param name="name">Its name, or a path.</param>
    /// <param name="searchPath">The value of PATH, or null.</param>
    /// <param name="folder">The folder that a relative path begins at.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="ProgramException">It is not there, or cannot be executed.</exception>
    public static string Get(string name, string? searchPath, string folder)
    {
        if (name.Contains('/', StringComparison.Ordinal))
        {
            var path = Path.GetFullPath(name, folder);
            return File.Exists(path)
                ? IsExecutable(path) ? path : throw new ProgramException(126, $"exec: \"{name}\": permission denied")
                : throw new ProgramException(127, $"exec: \"{name}\": stat {name}: no such file or directory");
        }

        return (searchPath ?? "/usr/local/bin:/usr/bin:/bin")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.GetFullPath(name, Path.GetFullPath(directory, folder)))
            .FirstOrDefault(path => File.Exists(path) && IsExecutable(path))
            ?? throw new ProgramException(127, $"exec: \"{name}\": executable file not found in $PATH");
    }

    private static bool IsExecutable(string path) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != UnixFileMode.None;
}

/// <summary>A program cannot be started; the message is the one that container runtimes have for it.</summary>
/// <param name="exitCode">What a shell would answer: 126 or 127.</param>
/// <param name="message">Why.</param>
public sealed class ProgramException(int exitCode, string message) : Exception(message)
{
    /// <summary>Gets what a shell would answer: 126 or 127.</summary>
    public int ExitCode { get; } = exitCode;
}
