using System.Text;
using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;

namespace BlueGreen.Frosting.Init;

/// <summary>The folder that Init writes to. What is there stays, whatever it is.</summary>
/// <param name="root">The folder.</param>
internal sealed class InitFolder(string root)
{
    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Says why a file would not be written.</summary>
    /// <param name="name">The file, from the folder.</param>
    /// <returns>Why, as a clause; null when nothing is in its way.</returns>
    public string? WhatIsInTheWay(string name)
    {
        if (PathObstacle.Find(root, name) is { } obstacle)
        {
            return obstacle.Name.Equals(name, StringComparison.Ordinal) ? "it is there, as a link" : $"{obstacle}";
        }

        return File.Exists(PathOf(name)) || Directory.Exists(PathOf(name)) ? "it is there" : null;
    }

    /// <summary>Writes a file that is not there yet: whole, or not at all.</summary>
    /// <param name="name">The file, from the folder.</param>
    /// <param name="text">Its text.</param>
    /// <returns>Whether it was written; if not, somebody else has made it in the meantime.</returns>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: the disk refuses.</exception>
    public bool TryWrite(string name, string text)
    {
        var path = PathOf(name);
        var beside = $"{path}.{Environment.ProcessId}.new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            try
            {
                Create(beside, text, name.EndsWith(".sh", StringComparison.Ordinal));

                // A piece of a file would be kept by the next run; and what somebody has put there now stays.
                File.Move(beside, path, overwrite: false);
                return true;
            }
            finally
            {
                File.Delete(beside);
            }
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseException(
                ExitCode.Usage,
                $"{name} cannot be written.",
                refused.Message,
                "Give yourself the right to write there, or make room, then run it again: it goes on from here.",
                refused);
        }
    }

    private static void Create(string path, string text, bool isExecutable)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (isExecutable && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Executable;
        }

        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(text));
    }

    private string PathOf(string name) => Path.Combine(root, name);
}
