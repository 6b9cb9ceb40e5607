using BlueGreen.Ci;
using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.Tests.Ci;

/// <summary>One row a CI system: everything that is read from it.</summary>
public sealed class CiSystemsTests
{
    public static TheoryData<CiSystem> Systems =>
        [.. Enum.GetValues<CiSystem>().Where(system => system != CiSystem.Local)];

    [Theory]
    [MemberData(nameof(Systems))]
    public void Detect_TagBuild_ReadsEverything(CiSystem system) =>
        Assert.Equal(CiSamples.All[system].Run, CiDetector.Detect(CiSamples.Input(system)));

    [Theory]
    [InlineData(CiSystem.Semaphore, "SEMAPHORE_GIT_TAG_NAME=")]
    [InlineData(CiSystem.GitHubActions, "GITHUB_REF_TYPE=branch")]
    [InlineData(CiSystem.GitHubActions, "GITHUB_REF_TYPE=")]
    [InlineData(CiSystem.GitLab, "CI_COMMIT_TAG=")]
    [InlineData(CiSystem.AzurePipelines, "BUILD_SOURCEBRANCH=refs/heads/v2.0-green")]
    [InlineData(CiSystem.AzurePipelines, "BUILD_SOURCEBRANCH=refs/tags/")]
    [InlineData(CiSystem.CircleCi, "CIRCLE_TAG=")]
    [InlineData(CiSystem.Buildkite, "BUILDKITE_TAG=")]
    [InlineData(CiSystem.TeamCity, "TEAMCITY_BUILD_PROPERTIES_FILE=/nowhere")]
    [InlineData(CiSystem.Jenkins, "TAG_NAME=")]
    public void Detect_NoTagBuild_HasNoTag(CiSystem system, string variable) =>
        Assert.Null(CiDetector.Detect(CiSamples.Input(system, variable)).Tag);

    [Theory]
    [InlineData(CiSystem.GitHubActions, "GITHUB_RUN_ATTEMPT=3")]
    [InlineData(CiSystem.Semaphore, "SEMAPHORE_JOB_ID=8d4")]
    [InlineData(CiSystem.GitLab, "CI_JOB_ID=2")]
    [InlineData(CiSystem.AzurePipelines, "SYSTEM_STAGEATTEMPT=3")]
    [InlineData(CiSystem.AzurePipelines, "SYSTEM_JOBATTEMPT=3")]
    [InlineData(CiSystem.CircleCi, "CIRCLE_WORKFLOW_JOB_ID=e5f6")]
    [InlineData(CiSystem.Buildkite, "BUILDKITE_RETRY_COUNT=2")]
    public void Detect_ReRun_KeepsTheReleaseAndIsAnotherJob(CiSystem system, string variable)
    {
        var (first, again) = (CiSamples.All[system].Run, CiDetector.Detect(CiSamples.Input(system, variable)));

        Assert.Equal(first.ReleaseId, again.ReleaseId);
        Assert.NotEqual(first.Job, again.Job);
    }

    [Fact]
    public void Detect_CircleCiRerunFromFailed_KeepsTheRelease() => Assert.Equal(
        CiSamples.All[CiSystem.CircleCi].Run.ReleaseId,
        CiDetector.Detect(CiSamples.Input(CiSystem.CircleCi, "CIRCLE_WORKFLOW_ID=another")).ReleaseId);

    [Theory]
    [InlineData(CiSystem.CircleCi, "CIRCLE_PIPELINE_ID=", "a1b2")]
    [InlineData(CiSystem.Jenkins, "BUILD_TAG=", "shop-v2.0-green-7-")]
    [InlineData(CiSystem.TeamCity, "TEAMCITY_BUILD_PROPERTIES_FILE=", "Deploy-7")]
    public void Detect_BestIdMissing_TakesTheNext(CiSystem system, string variable, string begin) => Assert.StartsWith(
        begin, CiDetector.Detect(CiSamples.Input(system, variable)).ReleaseId, StringComparison.Ordinal);

    [Theory]
    [InlineData(CiSystem.Buildkite, "BUILDKITE_UNBLOCKER=", "max")]
    [InlineData(CiSystem.Semaphore, "SEMAPHORE_PIPELINE_PROMOTED_BY=auto-promotion", "max")]
    [InlineData(CiSystem.GitHubActions, "GITHUB_TRIGGERING_ACTOR=", "max")]
    [InlineData(CiSystem.Jenkins, "BUILD_USER_ID=", "jenkins")]
    public void Detect_NobodyPressedAButton_NamesWhoStarted(CiSystem system, string variable, string actor) =>
        Assert.Equal(actor, CiDetector.Detect(CiSamples.Input(system, variable)).Actor);

    [Theory]
    [InlineData("My Shop", "https://dev.azure.com/acme/My%20Shop/_build/results?buildId=42")]
    [InlineData("My%20Shop", "https://dev.azure.com/acme/My%20Shop/_build/results?buildId=42")]
    [InlineData("Läden", "https://dev.azure.com/acme/L%C3%A4den/_build/results?buildId=42")]
    public void Detect_ProjectWithASpace_HasALinkThatIsOneWord(string project, string link) => Assert.Equal(
        link,
        CiDetector.Detect(CiSamples.Input(CiSystem.AzurePipelines, $"SYSTEM_TEAMPROJECT={project}")).Link?.AbsoluteUri);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not a page")]
    public void Detect_AddressThatIsNoPage_IsNoLink(string address) =>
        Assert.Null(CiDetector.Detect(CiSamples.Input(CiSystem.GitLab, $"CI_JOB_URL={address}")).Link);

    [Fact]
    public void Detect_OptionAndBuildNameTwoTags_TakesTheOptionAndSaysSo()
    {
        var input = CiSamples.Input(CiSystem.GitHubActions);

        var run = CiDetector.Detect(input with { Tag = "v3.0-blue" });

        Assert.Equal("v3.0-blue", run.Tag);
        Assert.Equal(
            "The tag v3.0-blue of the options counts, though GitHub Actions builds v2.0-green: the commit " +
            "0123456 that is recorded is the latter's.",
            run.Warning);
        Assert.Null(CiDetector.Detect(input with { Tag = "v2.0-green" }).Warning);
        Assert.Null(CiDetector.Detect(
            CiSamples.Input(CiSystem.GitHubActions, "GITHUB_REF_TYPE=branch") with { Tag = "v3.0-blue" }).Warning);
    }

    [Fact]
    public void Detect_BuildkiteHead_IsNoCommit() =>
        Assert.Null(CiDetector.Detect(CiSamples.Input(CiSystem.Buildkite, "BUILDKITE_COMMIT=HEAD")).Commit);

    [Fact]
    public void Detect_TwoRepositoriesOfOneBuild_AreATagOnlyWhenTheyAgree()
    {
        var input = CiSamples.Input(CiSystem.TeamCity);
        const string Other = "teamcity.build.id=3\nteamcity.build.vcs.branch.A=refs/tags/v2.0-green\n" +
            "teamcity.build.vcs.branch.B=refs/heads/main\n";

        Assert.Null(CiDetector.Detect(input with { ReadFile = _ => Other }).Tag);
    }

    [Fact]
    public void Detect_NothingNamesTheRelease_ListsWhatWouldHave()
    {
        var input = new CiInput { Environment = CiSamples.Variables(["JENKINS_URL=https://ci.example.com"]) };

        Assert.Equal(
            "Of BUILD_TAG, JOB_NAME, BUILD_NUMBER not enough is set.",
            Assert.Throws<ReleaseException>(() => CiDetector.Detect(input)).Reason);
    }

    [Fact]
    public void Names_EverySystem_HasOne()
    {
        Assert.Equal("this machine", CiSystems.NameOf(CiSystem.Local));
        Assert.All(CiSamples.All.Keys, system => Assert.NotEqual("this machine", CiSystems.NameOf(system)));
        Assert.Equal(Enum.GetValues<CiSystem>().Length - 1, CiSamples.All.Count);
    }
}
