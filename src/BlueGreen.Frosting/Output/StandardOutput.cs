using System.Text;

namespace BlueGreen.Frosting.Output;

/// <summary>Writes to the process's own stderr and terminal, past Cake's log and its colors.</summary>
internal static class StandardOutput
{
    /// <summary>Writes a text and a line end to stderr.</summary>
    /// <param name="text">The text.</param>
    public static void WriteError(string text)
    {
        using var stderr = Console.OpenStandardError();
        stderr.Write(Encoding.UTF8.GetBytes(text + "\n"));
    }

    /// <summary>Shows a terminal's cursor again, for a program that ends without its last words.</summary>
    public static void ShowCursor()
    {
        if (!Console.IsOutputRedirected)
        {
            using var stdout = Console.OpenStandardOutput();
            stdout.Write("\e[?25h"u8);
        }
    }
}
