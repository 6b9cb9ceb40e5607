using BlueGreen.Errors;
using BlueGreen.Frosting.Init;
using BlueGreen.Frosting.Tests.Hosting;
using Xunit;

namespace BlueGreen.Frosting.Tests.Init;

/// <summary>What Init leaves on a disk that others write to, or that refuses.</summary>
[Collection(HostCollection.Name)]
public sealed class InitFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void TryWrite_MadeInTheMeantime_StaysAsItIs()
    {
        var folder = new InitFolder(_root);
        Assert.Null(folder.WhatIsInTheWay("build/Program.cs"));
        Directory.CreateDirectory(Path.Combine(_root, "build"));
        File.WriteAllText(Path.Combine(_root, "build", "Program.cs"), "mine");

        Assert.False(folder.TryWrite("build/Program.cs", "ours"));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_root, "build", "Program.cs")));
        Assert.Single(Directory.GetFiles(Path.Combine(_root, "build")));
    }

    [Fact]
    public void TryWrite_LinkMadeInTheMeantime_IsNotFollowed()
    {
        var elsewhere = Path.Combine(_root, "elsewhere");
        File.CreateSymbolicLink(Path.Combine(_root, "build.sh"), elsewhere);

        Assert.False(new InitFolder(_root).TryWrite("build.sh", "ours"));
        Assert.False(File.Exists(elsewhere));
    }

    [Fact]
    public async Task TryWrite_ManyAtOnce_OneWins()
    {
        var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(
            () => new InitFolder(_root).TryWrite("bluegreen.yml", new string((char)('a' + number), 100_000)))));

        Assert.Single(written, won => won);
        var winner = (char)('a' + Array.IndexOf(written, true));
        Assert.Equal(new string(winner, 100_000), await File.ReadAllTextAsync(Path.Combine(_root, "bluegreen.yml")));
        Assert.Single(Directory.GetFiles(_root));
    }

    // Nobody may write there, root neither.
    [Fact]
    public void Init_ReadOnlyFolder_SaysSo()
    {
        using var run = new HostRun();

        run.Exits(ExitCode.Usage, "--target=Init", "--into=/sys");
        Assert.Contains("manifests/deployment.yml cannot be written.", run.Output, StringComparison.Ordinal);
        Assert.Contains("the right to write there", run.Output, StringComparison.Ordinal);
    }
}
