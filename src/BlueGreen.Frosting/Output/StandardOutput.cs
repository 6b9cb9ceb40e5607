using System.Text;

namespace BlueGreen.Frosting.Output;

/// <summary>Writes documents for machines to stdout, past Cake's log and its colors.</summary>
internal static class StandardOutput
{
    /// <summary>Writes a text and a line end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>A task that ends when it is written.</returns>
    public static async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await using var stdout = Console.OpenStandardOutput();
        await stdout.WriteAsync(Encoding.UTF8.GetBytes(text + "\n"), cancellationToken);
    }
}
