using System.Diagnostics;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Support;

/// <summary>A command that goes on until the test ends it, such as a watch.</summary>
/// <param name="line">The command.</param>
/// <param name="process">Its process.</param>
internal sealed class Following(string line, Process process) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly List<string> _seen = [];

    /// <summary>Gets the lines that were read.</summary>
    public List<string> Seen => _seen;

    /// <summary>Gets where the command reads from.</summary>
    public TextWriter Input => process.StandardInput;

    /// <summary>Reads lines until one has a text.</summary>
    public async Task<string> UntilAsync(string text)
    {
        try
        {
            while (await process.StandardOutput.ReadLineAsync().WaitAsync(Limit) is { } next)
            {
                _seen.Add(next);
                if (next.Contains(text, StringComparison.Ordinal))
                {
                    return next;
                }
            }
        }
        catch (TimeoutException)
        {
            // Told below, with what came instead.
        }

        process.Kill();
        var error = await process.StandardError.ReadToEndAsync();
        Assert.Fail($"kubectl {line} never said {text}: {string.Join('\n', _seen)}\n{error}");
        return string.Empty;
    }

    /// <summary>Waits until the command ends by itself.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Limit);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Limit);
        process.Dispose();
    }
}
