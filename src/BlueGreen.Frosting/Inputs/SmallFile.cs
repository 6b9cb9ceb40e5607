using System.Text;

namespace BlueGreen.Frosting.Inputs;

/// <summary>Reads a file that a CI system names, which may be missing, large or no file at all.</summary>
internal static class SmallFile
{
    private const int MaxBytes = 1 << 20;

    /// <summary>Reads it.</summary>
    /// <param name="path">The path, as an environment variable has it.</param>
    /// <returns>The text as Latin-1, at most 1 MiB of it; null when it cannot be read.</returns>
    public static string? Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[MaxBytes];
            var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Encoding.Latin1.GetString(bytes, 0, count);
        }
        catch (Exception refused) when (
            refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // What the file would have said is then not known; where that is needed, its absence is told.
            return null;
        }
    }
}
