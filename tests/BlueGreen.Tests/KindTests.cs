using System.Text.RegularExpressions;
using Xunit;

namespace BlueGreen.Tests;

/// <summary>Tests that start programs are marked: the others are the ones that tell within seconds.</summary>
public sealed partial class KindTests
{
    private const string Mark = "\"Kind\", \"Loopback\"";
    private static readonly string Tests = Path.Combine(Repository.Root, "tests");

    [Fact]
    public void Tests_ThatStartPrograms_AreMarked()
    {
        var unmarked =
            from project in Directory.GetDirectories(Tests, "*.Tests")
            let sources = Directory.GetFiles(project, "*.cs", SearchOption.AllDirectories)
                .ToDictionary(file => file, File.ReadAllText, StringComparer.Ordinal)
            where !sources.Values.Any(text => text.Contains($"AssemblyTrait({Mark})", StringComparison.Ordinal))
            from source in sources
            where TestMethod().IsMatch(source.Value) && StartOfAProgram().IsMatch(source.Value)
            where !source.Value.Contains($"Trait({Mark})", StringComparison.Ordinal)
                && !source.Value.Contains(": KubectlTest", StringComparison.Ordinal)
            select Path.GetRelativePath(Tests, source.Key);

        Assert.Empty(unmarked);
    }

    [GeneratedRegex(@"^\s*\[(Fact|Theory|\w+Fact)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestMethod();

    // The base library's way, and those of our tests' helpers.
    [GeneratedRegex(
        @"\b(Process\.Start\(|ProcessStartInfo|LocalCluster\.Start|MiniNode\.|KubectlFact|WriteScript\(|CliProcess\.)",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex StartOfAProgram();
}
