using System.Diagnostics;
using Xunit;

namespace BlueGreen.Frosting.Tests.Building;

/// <summary><c>build.sh</c> in a checkout of its own, with a dotnet that only writes down what it is asked.</summary>
[Trait("Kind", "Loopback")]
public sealed class BuildScriptTests : IDisposable
{
    // Building makes the two programs; running one tells where, with what arguments, and exits with 7.
    private const string Dotnet =
        """
        #!/bin/sh
        if [ "$1" != build ]; then echo "ran in $PWD: $*"; exit 7; fi
        echo "$2" >>"$PWD/built"
        [ ! -e "$PWD/broken" ] || { echo "error CS1002"; exit 1; }
        sleep 0.1
        for name in Build Uptimer; do
          mkdir -p "artifacts/bin/$name/release" && touch "artifacts/bin/$name/release/$name.dll"
        done
        """;

    private static readonly string[] TwoBuilds = ["build/Build.csproj", "samples/Uptimer/Uptimer.csproj"];
    private readonly string _root = Directory.CreateTempSubdirectory("bluegreen build-").FullName;

    public BuildScriptTests()
    {
        foreach (var folder in new[] { "build", "src", "compat", "samples", "tools", "elsewhere" })
        {
            Directory.CreateDirectory(Path.Combine(_root, folder));
        }

        foreach (var file in new[]
        {
            "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "BannedSymbols.txt",
        })
        {
            File.WriteAllText(Path.Combine(_root, file), string.Empty);
        }

        File.Copy(Path.Combine(RepositoryRoot(), "build.sh"), Path.Combine(_root, "build.sh"));
        File.WriteAllText(Path.Combine(_root, "tools", "dotnet"), Dotnet);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(_root, "tools", "dotnet"), (UnixFileMode)0b111_101_101);
        }
    }

    [Theory]
    [InlineData("build.sh")]
    [InlineData("../build.sh")]
    [InlineData("link.sh")]
    [InlineData("link-of-link.sh")]
    public async Task Build_FromAnywhere_RunsInTheRepositorysRootWithTheArgumentsAsTheyAre(string script)
    {
        var folder = script.StartsWith('b') ? _root : Path.Combine(_root, "elsewhere");
        File.CreateSymbolicLink(Path.Combine(_root, "elsewhere", "link.sh"), "../build.sh");
        File.CreateSymbolicLink(
            Path.Combine(_root, "elsewhere", "link-of-link.sh"), Path.Combine(_root, "elsewhere", "link.sh"));

        var (code, output) = await RunAsync(folder, script, "--tag=a b", "$x");

        Assert.Equal(7, code);
        Assert.Contains(
            $"ran in {_root}: artifacts/bin/Build/release/Build.dll --tag=a b $x", output, StringComparison.Ordinal);
        Assert.Equal(TwoBuilds, Built());
    }

    [Fact]
    public async Task Build_Twice_BuildsOnceAndAgainWhenASourceGoesAway()
    {
        var source = Path.Combine(_root, "src", "A.cs");
        await File.WriteAllTextAsync(source, string.Empty);

        await RunAsync(_root, "build.sh");
        await RunAsync(_root, "build.sh");
        Assert.Equal(TwoBuilds, Built());

        File.Delete(source);
        await RunAsync(_root, "build.sh");
        Assert.Equal([.. TwoBuilds, .. TwoBuilds], Built());
    }

    [Fact]
    public async Task Build_TwoAtOnce_TheSecondWaitsAndFindsNothingToBuild()
    {
        var both = await Task.WhenAll(RunAsync(_root, "build.sh"), RunAsync(_root, "build.sh"));

        Assert.All(both, run => Assert.Equal(7, run.Code));
        Assert.Equal(TwoBuilds, Built());
    }

    [Fact]
    public async Task Build_ThatFails_ShowsTheCompilersWordsAndBuildsAgainNextTime()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "broken"), string.Empty);
        var (code, output) = await RunAsync(_root, "build.sh");

        Assert.Equal(1, code);
        Assert.Contains("error CS1002", output, StringComparison.Ordinal);
        Assert.Contains("build/Build.csproj does not build", output, StringComparison.Ordinal);

        File.Delete(Path.Combine(_root, "broken"));
        Assert.Equal(7, (await RunAsync(_root, "build.sh")).Code);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string[] Built() => File.ReadAllLines(Path.Combine(_root, "built"));

    private async Task<(int Code, string Output)> RunAsync(string folder, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [script, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{Path.Combine(_root, "tools")}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(texts));
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BlueGreen.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No BlueGreen.slnx above the tests.");
        }

        return folder.FullName;
    }
}
