using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.Frosting.Tests.Hosting;

/// <summary>The files beside a run are of this run, also when it failed before it reached a cluster.</summary>
[Collection(HostCollection.Name)]
public sealed class ReportFileTests
{
    [Fact]
    public void Run_NoKubeconfig_LeavesAReportThatSaysSo()
    {
        using var run = new HostRun();
        var summary = OnGitHub(run);

        run.Exits(ExitCode.Usage, "--target=Deploy", "--tag=v1.0-blue");

        var report = File.ReadAllText(summary);
        Assert.StartsWith("## ❌ Deploy v1.0-blue: The cluster cannot be called", report, StringComparison.Ordinal);
        Assert.Contains("what is live could not be read", report, StringComparison.Ordinal);
        Assert.Contains("/nowhere/kubeconfig", report, StringComparison.Ordinal);
        Assert.DoesNotContain("0 of 0", report, StringComparison.Ordinal);
        Assert.Contains("  live:   not known", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(PathOf(run, "report.html")));
    }

    [Theory]
    [InlineData("--adpot")]
    [InlineData("--tag=main")]
    [InlineData("--tag=v1.0-blue")]
    public void Run_WorkspaceOfAnEarlierRun_LeavesNothingOfIt(string argument)
    {
        using var run = new HostRun();
        OnGitHub(run);
        foreach (var name in new[] { "report.html", "report.md", "junit.xml" })
        {
            run.Write(Path.Combine("artifacts", "Deploy", name), "all is well");
        }

        run.Exits(argument is "--tag=main" ? ExitCode.Done : ExitCode.Usage, "--target=Deploy", argument);

        Assert.DoesNotContain(
            Directory.EnumerateFiles(PathOf(run, string.Empty)), path => File.ReadAllText(path) is "all is well");
    }

    [Theory]
    [InlineData("nowhere/summary.md")]
    [InlineData("artifacts")]
    public void Run_SummaryThatCannotBeWritten_IsToldAndCostsNoReport(string path)
    {
        using var run = new HostRun();
        OnGitHub(run);
        run.Write(Path.Combine("artifacts", "x"), string.Empty);
        run.Environment["GITHUB_STEP_SUMMARY"] = Path.Combine(run.Folder, path);

        run.Exits(ExitCode.Usage, "--target=Deploy", "--tag=v1.0-blue");

        Assert.Contains("warning: the summary of this job has no report", run.Output, StringComparison.Ordinal);
        Assert.Contains("report.html, and as Markdown beside it", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("no report in", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SummaryThatIsFull_IsNotMadeLarger()
    {
        // GitHub shows nothing at all of a summary that is larger.
        const int Most = 1 << 20;
        using var run = new HostRun();
        var summary = OnGitHub(run);
        File.WriteAllText(summary, new string('x', Most - 300));

        run.Exits(ExitCode.Usage, "--target=Deploy", "--tag=v1.0-blue");

        Assert.InRange(new FileInfo(summary).Length, Most - 299, Most);
        Assert.EndsWith(
            "is too long for this page: artifacts/Deploy/report.md has it.\n",
            File.ReadAllText(summary),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DryRun_LeavesTheReportOfTheLastRun()
    {
        using var run = new HostRun();
        run.Write(Path.Combine("artifacts", "Deploy", "report.md"), "all is well");

        run.Exits(ExitCode.Usage, "--target=Deploy", "--tag=v1.0-blue", "--dryrun");

        Assert.Equal("all is well", File.ReadAllText(PathOf(run, "report.md")));
    }

    private static string OnGitHub(HostRun run)
    {
        var summary = run.Write("summary.md", string.Empty);
        (run.Environment["GITHUB_ACTIONS"], run.Environment["GITHUB_RUN_ID"]) = ("true", "7");
        run.Environment["GITHUB_STEP_SUMMARY"] = summary;
        return summary;
    }

    private static string PathOf(HostRun run, string name) => Path.Combine(run.Folder, "artifacts", "Deploy", name);
}
