using BlueGreen.Ci;
using Cake.Common.Build.AzurePipelines;
using Cake.Common.Build.GitHubActions;
using Cake.Common.Build.GitLabCI;
using Cake.Common.Build.Jenkins;
using Cake.Common.Build.TeamCity;
using Xunit;

namespace BlueGreen.Frosting.Tests.Ci;

/// <summary>Where Cake knows a CI system as well, both read the same from the same variables.</summary>
public sealed class CakeProviderTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    [Theory]
    [InlineData("v2.0-green", "tag", "3")]
    [InlineData("main", "branch", "1")]
    public void GitHub_SameVariables_SameAnswers(string name, string kind, string attempt)
    {
        var world = new CiWorld(
            ("GITHUB_ACTIONS", "true"), ("GITHUB_RUN_ID", "18446744073709551617"), ("GITHUB_RUN_ATTEMPT", attempt),
            ("GITHUB_REF_TYPE", kind), ("GITHUB_REF_NAME", name), ("GITHUB_SHA", Commit), ("GITHUB_ACTOR", "max"),
            ("GITHUB_TRIGGERING_ACTOR", "rosa"), ("GITHUB_JOB", "deploy"));
        var cake = new GitHubActionsProvider(world.Environment, world.Files, world.Writer);
        var workflow = cake.Environment.Workflow;

        var run = world.Detect();

        Assert.Equal((CiSystem.GitHubActions, true), (run.System, cake.IsRunningOnGitHubActions));
        Assert.Equal(workflow.RunId, run.ReleaseId);
        Assert.Equal($"{workflow.RefType}" is "Tag" ? workflow.RefName : null, run.Tag);
        Assert.Equal((workflow.Sha, workflow.TriggeringActor), (run.Commit, run.Actor));
        Assert.Equal($"github/{workflow.RunId}/{workflow.Attempt}/{workflow.Job}", run.Job);
    }

    [Fact]
    public void GitLab_SameVariables_SameAnswers()
    {
        var world = new CiWorld(
            ("GITLAB_CI", "true"), ("CI_SERVER", "yes"), ("CI_PIPELINE_ID", "4294967297"),
            ("CI_JOB_ID", "8589934593"), ("CI_COMMIT_TAG", "v2.0-green"), ("CI_COMMIT_SHA", Commit));
        var cake = new GitLabCIProvider(world.Environment, world.Files);
        var build = cake.Environment.Build;

        var run = world.Detect();

        Assert.Equal((CiSystem.GitLab, true), (run.System, cake.IsRunningOnGitLabCI));
        Assert.Equal($"{build.PipelineId}", run.ReleaseId);
        Assert.Equal((build.Tag, build.Reference, $"gitlab/{build.Id}"), (run.Tag, run.Commit, run.Job));
    }

    [Fact]
    public void Azure_SameVariables_SameAnswers()
    {
        var world = new CiWorld(
            ("TF_BUILD", "True"), ("BUILD_BUILDID", "42"), ("BUILD_SOURCEBRANCH", "refs/tags/v2.0-green"),
            ("BUILD_SOURCEVERSION", Commit), ("BUILD_REQUESTEDFOR", "Rosa"),
            ("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", "https://dev.azure.com/acme/"), ("SYSTEM_TEAMPROJECT", "the shop"));
        var cake = new AzurePipelinesProvider(world.Environment, world.Writer);
        var (build, source) = (cake.Environment.Build, cake.Environment.Repository);
        var project = cake.Environment.TeamProject;

        var run = world.Detect();

        Assert.Equal((CiSystem.AzurePipelines, true), (run.System, cake.IsRunningOnAzurePipelines));
        Assert.Equal(($"{build.Id}", build.RequestedFor), (run.ReleaseId, run.Actor));
        Assert.Equal((source.SourceBranch, source.SourceVersion), ($"refs/tags/{run.Tag}", run.Commit));
        Assert.Equal(
            new Uri(project.CollectionUri, $"{project.Name}/_build/results?buildId={build.Id}"), run.Link);
    }

    [Fact]
    public void Jenkins_SameVariables_SameAnswers()
    {
        var world = new CiWorld(
            ("JENKINS_URL", "https://ci.example.com/"), ("BUILD_TAG", "jenkins-shop-7"), ("GIT_COMMIT", Commit),
            ("BUILD_URL", "https://ci.example.com/job/shop/7/"), ("TAG_NAME", "v2.0-green"));
        var cake = new JenkinsProvider(world.Environment);

        var run = world.Detect();

        Assert.Equal((CiSystem.Jenkins, true), (run.System, cake.IsRunningOnJenkins));
        var build = cake.Environment.Build;
        Assert.Equal((build.BuildTag, build.BuildUrl), (run.ReleaseId, $"{run.Link}"));
        Assert.Equal(cake.Environment.Repository.GitCommitSha, run.Commit);
    }

    [Fact]
    public void TeamCity_SamePropertyFiles_SameAnswers()
    {
        using var folder = new CiFolder();
        var more = folder.WriteProperties("config", ("teamcity.build.vcs.branch.Shop", "refs/tags/v2.0-green"));
        var first = folder.WriteProperties(
            "build", ("teamcity.build.id", "31415"), ("teamcity.configuration.properties.file", more));
        var world = new CiWorld(
            ("TEAMCITY_VERSION", "2025.07"), ("TEAMCITY_BUILD_PROPERTIES_FILE", first),
            ("TEAMCITY_BUILDCONF_NAME", "Deploy"), ("BUILD_NUMBER", "7"));
        var cake = new TeamCityProvider(world.Environment, world.Files, world.Writer);

        var run = world.Detect();

        Assert.Equal((CiSystem.TeamCity, true), (run.System, cake.IsRunningOnTeamCity));
        Assert.Equal(cake.Environment.Build.BuildProperties["teamcity.build.id"], run.ReleaseId);
        Assert.Equal(cake.Environment.Build.VcsBranchName, $"refs/tags/{run.Tag}");
    }
}
