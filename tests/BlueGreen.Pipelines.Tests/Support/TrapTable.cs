using BlueGreen.Pipelines.Checking;
using Xunit;

namespace BlueGreen.Pipelines.Tests.Support;

/// <summary>Spoils a good file, and demands the findings: places, rules, and words that help.</summary>
internal static class TrapTable
{
    /// <summary>Demands it.</summary>
    /// <param name="file">The short name of the file.</param>
    /// <param name="old">What to replace in it: the first occurrence.</param>
    /// <param name="new">By what.</param>
    /// <param name="expected">
    /// Findings, joined by <c>; </c>: file, line, column, rule, and a '!' where the CI system refuses the file.
    /// </param>
    public static void Demand(string file, string old, string @new, string expected)
    {
        var findings = PipelineCheck.Check(Samples.With(file, old, @new), new PipelineExpectations());

        Assert.Equal(expected, string.Join("; ", findings.Select(finding =>
            $"{Path.GetFileName(finding.At.Source)}:{finding.At.Line}:{finding.At.Column} {finding.Rule}"
            + (finding.Gravity is FindingGravity.Refused ? "!" : ""))));
        Assert.All(findings, finding =>
        {
            Assert.Contains(finding.Rule, PipelineRules.All, StringComparer.Ordinal);
            Assert.All([finding.Problem, finding.Why, finding.Instead], sentence =>
            {
                Assert.True(sentence.Length > 10, sentence);
                Assert.EndsWith(".", sentence, StringComparison.Ordinal);
                Assert.False(char.IsLower(sentence[0]), sentence);
            });
        });
    }
}
