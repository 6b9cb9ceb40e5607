using System.Text.RegularExpressions;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Tests.GitHub;
using BlueGreen.Pipelines.Tests.Semaphore;
using BlueGreen.Pipelines.Tests.Support;
using Xunit;

namespace BlueGreen.Pipelines.Tests.Checking;

/// <summary>Every rule has a failing example and a line in the documentation.</summary>
public sealed partial class RuleListTests
{
    [Fact]
    public void Rules_EachHasAFailingExample()
    {
        var found = new[]
            {
                SemaphoreTrapTests.Refused, SemaphoreTrapTests.Traps, GitHubTrapTests.Refused, GitHubTrapTests.Traps,
            }
            .SelectMany(table => table.Select(row => (string)row[3]))
            .SelectMany(expected => Word().Matches(expected).Select(match => match.Groups["rule"].Value));

        // The examples of broken YAML are in BadInputTests.
        Assert.Empty(PipelineRules.All.Except(found.Append(PipelineRules.Yaml), StringComparer.Ordinal));
    }

    [Fact]
    public void Rules_AreThoseOfTheirPage()
    {
        var page = Repository.Read("docs/pipeline-checks.md");
        var rows = Row().Matches(page).Select(match => match.Groups["rule"].Value).ToList();

        Assert.Equal(PipelineRules.All.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@" (?<rule>[a-z-]+)!?(;|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^\| `(?<rule>[a-z-]+)` \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Row();
}
