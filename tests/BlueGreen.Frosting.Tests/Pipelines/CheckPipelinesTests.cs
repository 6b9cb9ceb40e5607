using System.Text.Json;
using BlueGreen.Errors;
using BlueGreen.Frosting.Tests.Hosting;
using Xunit;

namespace BlueGreen.Frosting.Tests.Pipelines;

/// <summary>The target finds the files, tells what is wrong with them, and ends so that a CI job fails.</summary>
[Collection(HostCollection.Name)]
public sealed class CheckPipelinesTests
{
    private const string Deploy =
        """
        version: v1.0
        agent: {machine: {type: e1-standard-2}}
        queue: {name: blue-green shop, scope: organization}
        partial_rerun: block
        blocks:
          - task:
              jobs:
                - commands:
                    - ./build.sh --target=Deploy

        """;

    private const string Semaphore =
        """
        version: v1.0
        agent: {machine: {type: e1-standard-2}}
        blocks:
          - task:
              jobs:
                - commands: [./build.sh --target=Test]
        promotions:
          - name: Deploy
            pipeline_file: ../ops/deploy.yml
            auto_promote:
              when: result = 'passed' and tag =~ '^v.*-(blue|green)$'

        """;

    [Theory]
    [InlineData("--verbosity=normal")]
    [InlineData("--dryrun")]
    public void Run_GoodFiles_SaysSo(string argument)
    {
        using var run = Good();

        run.Exits(ExitCode.Done, "--target=CheckPipelines", argument);
        Assert.Contains("1 pipeline file: nothing is wrong", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TrapInAFileElsewhere_IsToldWithItsPlaceWhyAndInstead()
    {
        using var run = Good();
        run.Write("ops/deploy.yml", Deploy.Replace("partial_rerun: block\n", string.Empty, StringComparison.Ordinal)
            .ReplaceLineEndings("\r\n"));
        run.Write(".github/workflows/a.yaml", "on: push\njobs: {}\n");

        run.Exits(ExitCode.Usage, "--target=CheckPipelines");
        Assert.All(
            [
                "ops/deploy.yml:1:1: A rerun of this pipeline", "[partial-rerun]", "why:", "instead:",
                ".github/workflows/a.yaml:2:7: ",
                "2 pipeline files: 1 for which the CI system refuses the file, 1 that",
                "FAILED (2): 2 things are wrong with the pipeline files.",
            ],
            words => Assert.Contains(words, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_Json_IsOneDocument()
    {
        using var run = Good();
        run.Write(".semaphore/semaphore.yml", Semaphore.Replace("ops", "none", StringComparison.Ordinal));

        run.Exits(ExitCode.Usage, "--target=CheckPipelines", "--output=json");
        using var document = JsonDocument.Parse(run.Raw);
        var finding = Assert.Single(document.RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal(
            ".semaphore/semaphore.yml:9:20 file-missing trap",
            $"{finding.GetProperty("file")}:{finding.GetProperty("line")}:{finding.GetProperty("column")} "
            + $"{finding.GetProperty("rule")} {finding.GetProperty("gravity")}");
    }

    [Fact]
    public void Run_NoFiles_SaysWhereTheyWouldBe()
    {
        using var run = new HostRun();

        run.Exits(ExitCode.Usage, "--target=CheckPipelines");
        Assert.Contains("There are no pipeline files.", run.Output, StringComparison.Ordinal);
        Assert.Contains(".github/workflows", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_BrokenOptions_TellsOfThemOnly()
    {
        using var run = new HostRun("app: shop\ntag-pattern: '^v('\ncolour: blue\n");
        run.Write(".semaphore/semaphore.yml", "blocks: 1\n");

        run.Exits(ExitCode.Usage, "--target=CheckPipelines");
        Assert.Contains("bluegreen.yml:2:", run.Output, StringComparison.Ordinal);
        Assert.Contains("bluegreen.yml:3:", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("semaphore.yml", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_FileThatIsNoText_IsAFinding()
    {
        using var run = Good();
        var path = run.Write(".semaphore/image.yml", string.Empty);
        File.WriteAllBytes(path, [0x89, 0x50, 0x4E, 0x47, 0xFF, 0xFE]);

        run.Exits(ExitCode.Usage, "--target=CheckPipelines");
        Assert.Contains(".semaphore/image.yml: The file cannot be read", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Utf16_IsNoUtf8()
    {
        using var run = Good();
        File.WriteAllText(run.Write(".semaphore/semaphore.yml", string.Empty), Semaphore, System.Text.Encoding.Unicode);

        run.Exits(ExitCode.Usage, "--target=CheckPipelines");
        Assert.Contains("it is no UTF-8 text", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ScriptWithAMark_IsRead()
    {
        using var run = Good();
        run.Write(
            ".semaphore/semaphore.yml",
            Semaphore.Replace("commands: [./build.sh --target=Test]", "commands_file: a.sh", StringComparison.Ordinal));
        run.Write(".semaphore/a.sh", "\uFEFFkubectl apply -f x.yml\r\n");

        run.Exits(ExitCode.Usage, "--target=CheckPipelines");
        Assert.Contains("[queue-missing]", run.Output, StringComparison.Ordinal);
    }

    /// <summary>A link to a folder may lead back; one to a device never ends.</summary>
    [Fact]
    public void Run_Links_AreNotFollowedOutOfTheRepository()
    {
        using var run = Good();
        var folder = Path.GetDirectoryName(run.Write(".semaphore/semaphore.yml", Semaphore))!;
        Directory.CreateSymbolicLink(Path.Combine(folder, "again"), ".");
        File.CreateSymbolicLink(Path.Combine(folder, "same.yml"), "semaphore.yml");

        run.Exits(ExitCode.Done, "--target=CheckPipelines");
        Assert.Contains("2 pipeline files: nothing is wrong", run.Output, StringComparison.Ordinal);

        File.CreateSymbolicLink(Path.Combine(folder, "endless.yml"), "/dev/zero");
        run.Exits(ExitCode.Usage, "--target=CheckPipelines");
        Assert.Contains(
            ".semaphore/endless.yml: The file cannot be read: It is a link that leads out",
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TagPatternOfTheOptions_DecidesWhatStarts()
    {
        using var run = new HostRun("app: shop\nimage: shop:1\ntag-pattern: '^(?<version>.+)@(?<color>blue|green)$'\n");
        run.Write(".semaphore/semaphore.yml", Semaphore);
        run.Write("ops/deploy.yml", Deploy);

        run.Exits(ExitCode.Usage, "--target=CheckPipelines");
        Assert.Contains("[tag-missed]", run.Output, StringComparison.Ordinal);
        Assert.Contains("'^.+@blue$'", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_PatternThatCannotBeExpanded_SaysThatTagsWereNotTried()
    {
        using var run = new HostRun(
            "app: shop\nimage: shop:1\ntag-pattern: '^(?!a)x(?<version>.+)@(?<color>blue|green)$'\n");
        run.Write(".semaphore/semaphore.yml", Semaphore);
        run.Write("ops/deploy.yml", Deploy);

        run.Exits(ExitCode.Done, "--target=CheckPipelines");
        Assert.Contains("which tags start what was not checked", run.Output, StringComparison.Ordinal);
    }

    private static HostRun Good()
    {
        var run = new HostRun();
        run.Write(".semaphore/semaphore.yml", Semaphore);
        run.Write("ops/deploy.yml", Deploy);
        return run;
    }
}
