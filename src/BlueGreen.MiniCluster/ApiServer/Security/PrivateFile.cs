namespace BlueGreen.MiniCluster.ApiServer.Security;

/// <summary>Writes files that only their owner may read: keys and tokens.</summary>
internal static class PrivateFile
{
    /// <summary>Writes a file with mode 0600, replacing one that is there in a single step.</summary>
    /// <param name="path">Where.</param>
    /// <param name="text">What.</param>
    public static void Write(string path, string text)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var temporary = $"{full}.{Environment.ProcessId}.tmp";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(temporary, options))
        {
            writer.Write(text);
        }

        File.Move(temporary, full, overwrite: true);
    }
}
