using System.Text.Json.Nodes;
using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.Contract.Tests.Harness;

/// <summary>How a run ended.</summary>
/// <param name="Command">The command line, for messages.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed for people.</param>
/// <param name="Document">What it printed for machines.</param>
internal sealed record ReleaseResult(string Command, int ExitCode, string Output, string Document)
{
    /// <summary>Gets the document that it printed with <c>--output=json</c>.</summary>
    public JsonNode Json => JsonNode.Parse(Document)!;

    /// <summary>Demands that it succeeded.</summary>
    public ReleaseResult Succeeded() => Exited(Errors.ExitCode.Done);

    /// <summary>Demands an exit code.</summary>
    public ReleaseResult Exited(ExitCode expected)
    {
        Assert.True(ExitCode == (int)expected, $"{Command}\nexit code {ExitCode}, expected {(int)expected}\n{Output}");
        return this;
    }

    /// <summary>Demands an error that says what, why and what next.</summary>
    public ReleaseResult Failed(ExitCode expected, params string[] words) => Exited(expected)
        .Says($"FAILED ({(int)expected}): ", "  why:  ", "  next: ").Says(words);

    /// <summary>Demands words in the output.</summary>
    public ReleaseResult Says(params string[] words)
    {
        foreach (var word in words)
        {
            Assert.True(Output.Contains(word, StringComparison.Ordinal), $"{Command}\nnot said: {word}\n{Output}");
        }

        return this;
    }

    /// <summary>Demands that something is not in the output.</summary>
    public ReleaseResult SaysNot(string word)
    {
        Assert.False(Output.Contains(word, StringComparison.Ordinal), $"{Command}\nsaid: {word}\n{Output}");
        return this;
    }
}
