using BlueGreen.Errors;
using BlueGreen.Frosting.Tests.Hosting;
using Xunit;

namespace BlueGreen.Frosting.Tests.Pipelines;

/// <summary>What is somebody's stays, and then nothing at all is written.</summary>
[Collection(HostCollection.Name)]
public sealed class PipelinesInTheWayTests
{
    private const string Target = "--target=Pipelines";

    /// <summary>Whoever renames a file to go their own way has their own file, though it bears our mark.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("# mine\n")]
    public void Run_RenamedCopyOfOurs_IsNotCalledLeftOver(string mine)
    {
        using var run = new HostRun();
        run.Exits(ExitCode.Done, Target, "--ci=semaphore");
        run.Write(".semaphore/mine.yml", Read(run, ".semaphore/deploy.yml") + mine);

        run.Exits(ExitCode.Done, Target, "--ci=semaphore");

        Assert.DoesNotContain("left over", run.Output, StringComparison.Ordinal);
    }

    /// <summary>The article's names are good names for somebody's own files too.</summary>
    [Fact]
    public void Run_OwnFileWithTheNameOfAnotherStyle_IsNotCalledLeftOver()
    {
        using var run = new HostRun();
        run.Write(".semaphore/deploy-to-blue.yml", "version: v1.0\n");

        run.Exits(ExitCode.Done, Target, "--ci=semaphore");

        Assert.DoesNotContain("left over", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version: v1.0\n", "it was written by hand")]
    [InlineData("", "it was written by hand")]
    [InlineData(null, "it was changed since it was written")]
    public void Run_FileOfSomebody_RefusesAndWritesNothing(string? text, string why)
    {
        using var run = new HostRun();
        run.Exits(ExitCode.Done, Target, "--ci=semaphore");
        var before = text ?? Read(run, ".semaphore/rollback.yml") + "# mine\n";
        run.Write(".semaphore/rollback.yml", before);

        run.Exits(ExitCode.Usage, Target, "--style=single", "--ci=all");

        Assert.Equal(before, Read(run, ".semaphore/rollback.yml"));
        Assert.DoesNotContain("s1-kubernetes", Read(run, ".semaphore/semaphore.yml"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(run.Folder, ".github")));
        Assert.Contains($"  .semaphore/rollback.yml: {why}.", run.Output, StringComparison.Ordinal);
        Assert.Contains("  next: Nothing was written.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_FolderBinaryAndLinkInTheWay_AreNamedAllAtOnce()
    {
        using var run = new HostRun();
        using var other = new HostRun();
        Directory.CreateDirectory(Path.Combine(run.Folder, ".semaphore", "deploy.yml"));
        File.WriteAllBytes(Path.Combine(run.Folder, ".semaphore", "activate.yml"), [0xc3, 0x28]);
        Directory.CreateSymbolicLink(Path.Combine(run.Folder, ".github"), other.Folder);

        run.Exits(ExitCode.Usage, Target, "--ci=all");

        Assert.Contains(".semaphore/deploy.yml: it is a folder.", run.Output, StringComparison.Ordinal);
        Assert.Contains(".semaphore/activate.yml: it is no text", run.Output, StringComparison.Ordinal);
        Assert.Contains(".github/workflows/release.yml: .github is a link.", run.Output, StringComparison.Ordinal);
        Assert.Equal("bluegreen.yml", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(other.Folder))));
        Assert.Single(Directory.GetFiles(Path.Combine(run.Folder, ".semaphore")));
    }

    [Theory]
    [InlineData(".github")]
    [InlineData(".github/workflows")]
    public void Run_FileWhereAFolderShouldBe_IsNamedAndNothingIsWritten(string file)
    {
        using var run = new HostRun();
        run.Write(file, "mine\n");

        run.Exits(ExitCode.Usage, Target, "--ci=all");

        Assert.Contains($".github/workflows/release.yml: {file} is a file.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was written.", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(run.Folder, ".semaphore")));
        Assert.Equal("mine\n", Read(run, file));
    }

    [Fact]
    public void Run_LinkToAFile_IsNotWrittenThrough()
    {
        using var run = new HostRun();
        var target = run.Write("elsewhere.yml", "mine\n");
        Directory.CreateDirectory(Path.Combine(run.Folder, ".semaphore"));
        File.CreateSymbolicLink(Path.Combine(run.Folder, ".semaphore", "semaphore.yml"), target);

        run.Exits(ExitCode.Usage, Target, "--ci=semaphore");

        Assert.Contains(".semaphore/semaphore.yml is a link.", run.Output, StringComparison.Ordinal);
        Assert.Equal("mine\n", File.ReadAllText(target));
    }

    private static string Read(HostRun run, string name) => File.ReadAllText(Path.Combine(run.Folder, name));
}
