using System.Text.Json.Nodes;
using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.Frosting.Tests.Hosting;

/// <summary>What the host tells a CI system about a run that fails before it reaches a cluster.</summary>
[Collection(HostCollection.Name)]
public sealed class CiOutputTests
{
    [Theory]
    [InlineData("GITHUB_ACTIONS", "true", "::error title=blue-green (2)::The arguments cannot be used.%0A")]
    [InlineData("TF_BUILD", "True", "##vso[task.logissue type=error;]blue-green (2): The arguments cannot be used.%0A")]
    [InlineData("TEAMCITY_VERSION", "2025", "##teamcity[buildProblem description='blue-green (2): The arguments can")]
    [InlineData("BUILDKITE", "true", "+++ blue-green (2)\n")]
    public void Run_Mistake_IsShownOnThePageOfTheRun(string marker, string value, string line)
    {
        using var run = new HostRun();
        run.Environment[marker] = value;

        run.Exits(ExitCode.Usage, "--target=Deploy", "--adpot");

        Assert.StartsWith(line, run.Raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS", "false")]
    [InlineData("SEMAPHORE", "true")]
    [InlineData("JENKINS_URL", "https://ci.example.com")]
    [InlineData("CIRCLECI", "true")]
    [InlineData("GITLAB_CI", "true")]
    public void Run_MistakeWhereNoLineShowsIt_WritesNone(string marker, string value)
    {
        using var run = new HostRun();
        run.Environment[marker] = value;

        run.Exits(ExitCode.Usage, "--target=Deploy", "--adpot");

        Assert.Empty(run.Raw);
        Assert.Contains("FAILED (2)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_QuietMistake_LeavesStdoutToDocuments()
    {
        using var run = new HostRun();
        run.Environment["GITHUB_ACTIONS"] = "true";

        run.Exits(ExitCode.Usage, "--target=Status", "--output=json", "--adpot");

        Assert.Empty(run.Raw);
    }

    [Fact]
    public void Run_DocumentWithTextsOfOthers_HasNoCommandInIt()
    {
        const string Name = "##vso[task.complete result=Succeeded;].yml";
        using var run = new HostRun();
        run.Environment["TF_BUILD"] = "True";
        run.Write(Path.Combine(".github", "workflows", Name), "on: [push\n");

        run.Exits(ExitCode.Usage, "--target=CheckPipelines", "--output=json");

        Assert.DoesNotContain("##", run.Raw, StringComparison.Ordinal);
        Assert.Contains(Name, $"{JsonNode.Parse(run.Raw)!["findings"]![0]!["file"]}", StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoReleaseTag_SaysWhereItRanAndThatNothingIsToDo()
    {
        using var run = new HostRun();
        foreach (var (name, value) in new[] { ("BUILDKITE", "true"), ("BUILDKITE_BUILD_ID", "b-1") })
        {
            run.Environment[name] = value;
        }

        run.Exits(ExitCode.Done, "--target=Deploy");

        Assert.Contains("Nothing to do: no tag is known.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TwoSystemsAtOnce_WarnsOnThePageToo()
    {
        using var run = new HostRun();
        foreach (var name in new[] { "GITHUB_ACTIONS", "GITHUB_RUN_ID", "JENKINS_URL" })
        {
            run.Environment[name] = "7";
        }

        run.Exits(ExitCode.Done, "--target=Deploy");

        Assert.StartsWith(
            "::warning title=blue-green::GitHub Actions counts as the CI system here",
            run.Raw,
            StringComparison.Ordinal);
    }
}
