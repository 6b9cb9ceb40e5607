using System.Text.Json.Nodes;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Support;

/// <summary>What kubectl said, with the checks that tests make of it.</summary>
/// <param name="Line">The command.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it printed as errors and warnings.</param>
internal sealed record Answer(string Line, int ExitCode, string Output, string Error)
{
    /// <summary>Gets the lines of the output.</summary>
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Gets the output as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Output)!;

    /// <summary>Checks the exit code.</summary>
    public Answer Ends(int exitCode)
    {
        Assert.True(ExitCode == exitCode, ToString());
        return this;
    }

    /// <summary>Checks for a text in output or errors, whatever the number of spaces between its words.</summary>
    public Answer Says(string text)
    {
        Assert.True(OneSpace(Output + Error).Contains(OneSpace(text), StringComparison.Ordinal), $"{text}\n{this}");
        return this;
    }

    /// <summary>Checks that a text is not there.</summary>
    public Answer Omits(string text)
    {
        Assert.False(OneSpace(Output + Error).Contains(OneSpace(text), StringComparison.Ordinal), $"{text}\n{this}");
        return this;
    }

    /// <summary>Checks for texts that follow each other, with whatever between them.</summary>
    public Answer SaysInOrder(params string[] texts)
    {
        var rest = OneSpace(Output);
        foreach (var text in texts)
        {
            var at = rest.IndexOf(OneSpace(text), StringComparison.Ordinal);
            Assert.True(at >= 0, $"{text}\n{this}");
            rest = rest[(at + OneSpace(text).Length)..];
        }

        return this;
    }

    public override string ToString() => $"kubectl {Line}\nexit {ExitCode}\n{Output}{Error}";

    private static string OneSpace(string text) =>
        string.Join(' ', text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
