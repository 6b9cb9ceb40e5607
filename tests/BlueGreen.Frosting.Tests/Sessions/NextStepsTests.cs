using BlueGreen.Ci;
using BlueGreen.Errors;
using BlueGreen.Frosting.Reports;
using BlueGreen.Frosting.Sessions;
using BlueGreen.Frosting.Tests.Ci;
using BlueGreen.Planning;
using BlueGreen.Releases;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.Frosting.Tests.Sessions;

/// <summary>Whatever happened, on whatever CI system: what it means for users, and what to press next.</summary>
public sealed class NextStepsTests
{
    private static readonly string[] Targets = ["Deploy", "SmokeTest", "Activate", "Rollback", "Decommission"];

    public static TheoryData<CiSystem> Systems => [.. Enum.GetValues<CiSystem>()];

    [Theory]
    [MemberData(nameof(Systems))]
    public void Of_EveryEnding_NamesSomethingToDo(CiSystem system)
    {
        var buttons = new Buttons(system, "r-1", "v1.0-blue");

        Assert.All(Targets, target =>
        {
            Assert.NotEmpty(NextSteps.Of(target, failed: null, buttons));
            Assert.All(Enum.GetValues<ExitCode>(), code =>
            {
                Assert.NotEmpty(NextSteps.Of(target, code, buttons));
                Assert.NotEmpty(NextSteps.Meaning(code));
            });
        });
    }

    [Theory]
    [InlineData(CiSystem.Local, "./build.sh --target=Rollback", "./build.sh --target=Decommission")]
    [InlineData(CiSystem.Semaphore, "Rollback", "Decommission")]
    [InlineData(
        CiSystem.GitHubActions,
        "gh workflow run rollback.yml -f release-id=r-1 --ref v1.0-blue",
        "gh workflow run decommission.yml -f release-id=r-1 --ref v1.0-blue")]
    [InlineData(CiSystem.GitLab, "rollback", "decommission")]
    [InlineData(CiSystem.CircleCi, "approve-rollback", "approve-decommission")]
    public void Of_Activated_NamesTheWayBackFirst(CiSystem system, string first, string second) => Assert.Equal(
        [first, second],
        NextSteps.Of("Activate", failed: null, new Buttons(system, "r-1", "v1.0-blue"))
            .Select(step => step.Command)
            .ToArray());

    [Fact]
    public void Of_FirstRelease_PromisesNoWayBack() => Assert.Equal(
        ["git tag"],
        NextSteps.Of("Activate", failed: null, new Buttons(CiSystem.Semaphore, "r-1", null), isAlone: true)
            .Select(step => step.Command).ToArray());

    [Fact]
    public void Of_NeedsOperator_NamesTheWayBackAndTheStatus() => Assert.Equal(
        ["Rollback", "./build.sh --target=Status"],
        NextSteps.Of("Activate", ExitCode.NeedsOperator, new Buttons(CiSystem.Semaphore, "r-1", null))
            .Select(step => step.Command).ToArray());

    [Fact]
    public void Of_DecommissionThatFailed_AsksForNoOtherVersion() => Assert.DoesNotContain(
        NextSteps.Of("Decommission", ExitCode.NotSwitched, new Buttons(CiSystem.GitLab, "r-1", null)),
        step => step.Command is "git tag");

    [Theory]
    [InlineData("Deploy")]
    [InlineData("SmokeTest")]
    public void Report_OfAReleaseThatIsLiveAlready_AsksNobodyToActivateIt(string target)
    {
        var report = Report(target, FakeRuns.Status(live: Color.Green, test: null));

        Assert.Equal(["rollback", "decommission"], report.Next.Select(step => step.Command).ToArray());
    }

    [Fact]
    public void Report_OfAReleaseThatIsNotLive_NamesTheNextButton() => Assert.Equal(
        ["activate"],
        Report("SmokeTest", FakeRuns.Status(live: Color.Blue, test: Color.Green))
            .Next.Select(step => step.Command).ToArray());

    // As on a laptop, where the commit names the release: what is live has the same id.
    [Theory]
    [InlineData("v2.0-green")]
    [InlineData(null)]
    public void Report_OfOneOfTwoTagsOnOneCommit_NamesTheNextButton(string? tag)
    {
        var status = FakeRuns.Status(live: Color.Blue, test: Color.Green);
        var (blue, green) = (status.World!.Blue, status.World.Green);
        var evidence = blue.Evidence! with { ReleaseId = green.Evidence!.ReleaseId };
        status = status with { World = status.World with { Blue = blue with { Evidence = evidence } } };

        Assert.Equal(["activate"], Report("SmokeTest", status, tag).Next.Select(step => step.Command).ToArray());
    }

    [Fact]
    public void Of_PartOfALongerRun_NamesNothingUnlessItFailed()
    {
        var buttons = new Buttons(CiSystem.Local, "r-1", null) { GoesOn = true };

        Assert.Empty(NextSteps.Of("Deploy", failed: null, buttons));
        Assert.NotEmpty(NextSteps.Of("Deploy", ExitCode.NotSwitched, buttons));
    }

    private static ReportModel Report(string target, StatusReport status, string? tag = "v2.0-green")
    {
        var plan = new ReleasePlan("1234567890", target, "as it should be", []);
        var recorder = new RunRecorder(target, tag, new FakeClock());
        recorder.Planned(plan);
        return TargetReport.Of(
            recorder.Close(), status, new Buttons(CiSystem.GitLab, plan.ReleaseId, "v2.0-green"), new FakeClock());
    }

    [Theory]
    [InlineData("v1$(reboot)-blue", "'v1$(reboot)-blue'")]
    [InlineData("v1'-blue", @"'v1'\''-blue'")]
    [InlineData("v1;ls-blue", "'v1;ls-blue'")]
    public void For_TagThatAShellWouldRun_IsQuoted(string tag, string quoted) => Assert.EndsWith(
        $"--ref {quoted}",
        new Buttons(CiSystem.GitHubActions, "r-1", tag).For("Rollback", "why").Command,
        StringComparison.Ordinal);
}
