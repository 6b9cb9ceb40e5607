using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.Frosting.Tests.Hosting;

/// <summary>A dry run must never become a real one by the way it is spelt.</summary>
[Collection(HostCollection.Name)]
public sealed class DryRunTests
{
    private static readonly HashSet<string> Ours = new(StringComparer.OrdinalIgnoreCase) { "Deploy", "Status" };

    [Theory]
    [InlineData("--dryrun")]
    [InlineData("--dry-run")]
    [InlineData("--DryRun")]
    [InlineData("--noop")]
    [InlineData("--whatif")]
    public void Run_DryRunOfOurTarget_ShowsAndDoesNothing(string spelling)
    {
        using var run = new HostRun();

        run.Exits(ExitCode.Done, "--target=ClusterUp", spelling);
        Assert.Contains("would start a mini-cluster in ", run.Output, StringComparison.Ordinal);
        Assert.Equal([Path.Combine(run.Folder, "bluegreen.yml")], Directory.GetFileSystemEntries(run.Folder));
    }

    [Theory]
    [InlineData("--dryrun")]
    [InlineData("--dry-run")]
    public void Run_DryRunOfAUsersTarget_IsCakesOwn(string spelling)
    {
        using var run = new HostRun();

        run.Exits(ExitCode.Done, "--target=ReadInputs", spelling);
        Assert.Null(run.Seen.Inputs);
        Assert.Contains("ReadInputs", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DryRunWithAValue_IsRefused()
    {
        using var run = new HostRun();

        run.Exits(ExitCode.Usage, "--target=ClusterUp", "--dry-run=server");
        Assert.Single(Directory.GetFileSystemEntries(run.Folder));
    }

    [Theory]
    [InlineData("--target=Deploy", true)]
    [InlineData("-t Deploy", true)]
    [InlineData("--Target=deploy", true)]
    [InlineData("--target=Deploy --target=Status", true)]
    [InlineData("--target=Deploy --target=Theirs", false)]
    [InlineData("--target=Theirs", false)]
    [InlineData("--tag=Deploy", false)]
    public void Translate_DryRun_IsOursOnlyWhenEveryTargetIs(string args, bool isOurs)
    {
        var translated = CommandLine.Translate([.. args.Split(' '), "--dryrun"], Ours, wantsJson: false);

        Assert.Equal(isOurs, translated.Contains($"--{CommandLine.DryRunArgument}=true", StringComparer.Ordinal));
        Assert.Equal(!isOurs, translated.Contains("--dryrun", StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("--output=json --verbosity=diagnostic")]
    [InlineData("--output json -v diagnostic")]
    public void Translate_Json_LeavesStdoutToTheDocument(string args)
    {
        string[] given = args.Split(' ');

        Assert.True(CommandLine.WantsJson(given, new Dictionary<string, string>(StringComparer.Ordinal)));
        var translated = CommandLine.Translate(given, Ours, wantsJson: true);
        Assert.Contains("--verbosity=quiet", translated, StringComparer.Ordinal);
        Assert.DoesNotContain(translated, argument => argument.Contains("diagnostic", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("json", "", true)]
    [InlineData("Json", "", true)]
    [InlineData("json", "--output=text", false)]
    [InlineData("text", "", false)]
    public void WantsJson_Environment_CountsWhereNoArgumentSpeaks(string variable, string argument, bool expected)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["BLUEGREEN_OUTPUT"] = variable };

        Assert.Equal(expected, CommandLine.WantsJson([argument], environment));
    }
}
