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

    /// <summary>Writes a file that is not there yet.</summary>
    /// <param name="name">The file, from the folder.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: the disk refuses.</exception>
    public void Write(string name, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows() && name.EndsWith(".sh", StringComparison.Ordinal))
            {
                options.UnixCreateMode = Executable;
            }

            using var file = new FileStream(PathOf(name), options);
            file.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseException(
                ExitCode.Usage,
                $"{name} cannot be written.",
                refused.Message,
                "Give yourself the right to write there, then run it again: it goes on from here.",
                refused);
        }
    }

    private string PathOf(string name) => Path.Combine(root, name);
}
