using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>How one run of a program ended.</summary>
/// <param name="Command">The command line, for messages.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed, stdout and stderr in the order they came.</param>
internal sealed record CliResult(string Command, int ExitCode, string Output)
{
    /// <summary>Demands that it succeeded.</summary>
    public CliResult Succeeded() => Exited(Errors.ExitCode.Done);

    /// <summary>Demands an exit code.</summary>
    public CliResult Exited(ExitCode expected)
    {
        Assert.True(ExitCode == (int)expected, $"{Command}\nexit code {ExitCode}, expected {(int)expected}\n{Output}");
        return this;
    }

    /// <summary>Demands an error that says what, why and what next.</summary>
    public CliResult Failed(ExitCode expected, params string[] words) => Exited(expected)
        .Says($"FAILED ({(int)expected}): ", "  why:  ", "  next: ").Says(words);

    /// <summary>Demands words in the output.</summary>
    public CliResult Says(params string[] words)
    {
        foreach (var word in words)
        {
            Assert.True(Output.Contains(word, StringComparison.Ordinal), $"{Command}\nnot said: {word}\n{Output}");
        }

        return this;
    }

    /// <summary>Demands that something is not in the output.</summary>
    public CliResult SaysNot(string word)
    {
        Assert.False(Output.Contains(word, StringComparison.Ordinal), $"{Command}\nsaid: {word}\n{Output}");
        return this;
    }
}
