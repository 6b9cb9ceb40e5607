using BlueGreen.Ci;
using BlueGreen.Errors;
using BlueGreen.Releases;
using Xunit;

namespace BlueGreen.Tests.Ci;

public sealed class CiDetectorTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private static readonly (string, string)[] Semaphore =
    [
        ("CI", "true"),
        ("SEMAPHORE", "true"),
        ("SEMAPHORE_WORKFLOW_ID", "d2a07a5d-5eb9-4a4f-9e2f-1e1d6ad1b04c"),
        ("SEMAPHORE_JOB_ID", "7c3"),
        ("SEMAPHORE_GIT_REF_TYPE", "tag"),
        ("SEMAPHORE_GIT_TAG_NAME", "v2.0-green"),
        ("SEMAPHORE_GIT_SHA", Commit),
        ("SEMAPHORE_WORKFLOW_TRIGGERED_BY", "rosa"),
        ("SEMAPHORE_ORGANIZATION_URL", "https://acme.semaphoreci.com"),
    ];

    private static readonly (string, string)[] GitHub =
    [
        ("GITHUB_ACTIONS", "true"),
        ("GITHUB_RUN_ID", "1234567890"),
        ("GITHUB_RUN_ATTEMPT", "2"),
        ("GITHUB_JOB", "deploy"),
        ("GITHUB_REF_TYPE", "tag"),
        ("GITHUB_REF_NAME", "v2.0-green"),
        ("GITHUB_SHA", Commit),
        ("GITHUB_ACTOR", "rosa"),
        ("GITHUB_SERVER_URL", "https://github.com"),
        ("GITHUB_REPOSITORY", "acme/shop"),
    ];

    [Fact]
    public void Detect_Semaphore_ReadsTheWorkflow() => Assert.Equal(
        new CiRun(
            CiSystem.Semaphore,
            "d2a07a5d-5eb9-4a4f-9e2f-1e1d6ad1b04c",
            "v2.0-green",
            Commit,
            "rosa",
            new Uri("https://acme.semaphoreci.com/jobs/7c3"),
            "semaphore/7c3"),
        Detect(Semaphore));

    [Theory]
    [InlineData("max", "max")]
    [InlineData("auto-promotion", "rosa")]
    [InlineData("", "rosa")]
    [InlineData("max\n::error::x", "max::error::x")]
    public void Detect_PromotedPipeline_NamesWhoPromoted(string promotedBy, string actor) =>
        Assert.Equal(actor, Detect([.. Semaphore, ("SEMAPHORE_PIPELINE_PROMOTED_BY", promotedBy)]).Actor);

    [Fact]
    public void Detect_GitHub_KeepsTheReleaseOverReRunsAndTellsJobsApart() => Assert.Equal(
        new CiRun(
            CiSystem.GitHubActions,
            "1234567890",
            "v2.0-green",
            Commit,
            "rosa",
            new Uri("https://github.com/acme/shop/actions/runs/1234567890/attempts/2"),
            "github/1234567890/2/deploy"),
        Detect(GitHub));

    [Theory]
    [InlineData("SEMAPHORE", "false")]
    [InlineData("GITHUB_ACTIONS", "0")]
    [InlineData("TF_BUILD", "False")]
    [InlineData("JENKINS_URL", " ")]
    public void Detect_MarkerThatSaysNo_IsALocalRun(string marker, string value) => Assert.Equal(
        CiSystem.Local,
        CiDetector.Detect(new CiInput { Environment = Variables([(marker, value)]), AskCommit = () => Commit }).System);

    [Fact]
    public void Detect_RunnerInsideAnotherSystem_TakesOneAndSaysSo()
    {
        var run = Detect([.. GitHub, ("JENKINS_URL", "https://ci.example.com/"), ("BUILD_TAG", "jenkins-shop-1")]);

        Assert.Equal((CiSystem.GitHubActions, "1234567890"), (run.System, run.ReleaseId));
        Assert.Equal(
            "GitHub Actions counts as the CI system here, though Jenkins (JENKINS_URL) is set too. " +
            "Where that is wrong, unset GITHUB_ACTIONS for this job.",
            run.Warning);
        Assert.Null(Detect(GitHub).Warning);
    }

    [Fact]
    public void Detect_GitHubBranch_HasNoTag() => Assert.Null(Detect([.. GitHub, ("GITHUB_REF_TYPE", "branch")]).Tag);

    [Fact]
    public void Detect_Local_AsksGit()
    {
        var run = CiDetector.Detect(new CiInput
        {
            Environment = Variables([("USER", "rosa"), ("SEMAPHORE", "")]),
            AskCommit = () => Commit + "\n",
            AskTag = () => "v3-blue\n",
        });

        Assert.Equal(new CiRun(CiSystem.Local, "local-0123456", "v3-blue", Commit, "rosa", null, "local/rosa"), run);
    }

    [Fact]
    public void Detect_OwnSettings_WinEverywhere()
    {
        var run =
            CiDetector.Detect(new CiInput { Environment = Variables(Semaphore), ReleaseId = "r 1", Tag = "v9-blue" });

        Assert.Equal("v9-blue", run.Tag);
        Assert.Equal(LabelValue.From("r 1"), run.ReleaseId);
    }

    [Theory]
    [InlineData("javascript:alert(1)//")]
    [InlineData("not a url")]
    public void Detect_LinkThatIsNoWebPage_IsLeftOut(string address) =>
        Assert.Null(Detect([.. Semaphore, ("SEMAPHORE_ORGANIZATION_URL", address)]).Link);

    [Fact]
    public void Detect_NothingNamesTheRelease_IsRefused()
    {
        var e = Assert.Throws<ReleaseException>(() => Detect([("SEMAPHORE", "true")]));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Equal("SEMAPHORE_WORKFLOW_ID is not set.", e.Reason);
        Assert.Equal(
            "This is no known CI system, and git names no commit here.",
                Assert.Throws<ReleaseException>(() => Detect([])).Reason);
    }

    private static CiRun Detect((string, string)[] variables) =>
        CiDetector.Detect(new CiInput { Environment = Variables(variables) });

    private static Dictionary<string, string> Variables((string Name, string Value)[] variables)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            result[name] = value;
        }

        return result;
    }
}
