using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.Frosting.Tests.Hosting;

/// <summary>What a user types gets through Cake's parser to our options, or is refused.</summary>
[Collection(HostCollection.Name)]
public sealed class ArgumentTests
{
    [Theory]
    [InlineData("--verify.version.header=x-app", "x-app")]
    [InlineData("--VERIFY.version.HEADER=x-app", "x-app")]
    public void Run_DottedArgument_ReachesTheOptions(string argument, string expected)
    {
        using var run = new HostRun();

        run.Exits(ExitCode.Done, "--target=ReadInputs", argument);
        Assert.Equal(expected, run.Seen.Inputs!.Options.Verify.Version!.Header);
    }

    [Fact]
    public void Run_DottedArgumentAndItsValueApart_ReachesTheOptions()
    {
        using var run = new HostRun();

        run.Exits(ExitCode.Done, "--target", "ReadInputs", "--timeouts.ready", "1.5s", "--host", "a.example.com");
        Assert.Equal(TimeSpan.FromSeconds(1.5), run.Seen.Inputs!.Options.Timeouts.Ready);
        Assert.Equal("a.example.com", run.Seen.Inputs.Options.Host);
    }

    [Fact]
    public void Run_DottedVariable_ReachesTheManifestsVariables()
    {
        using var run = new HostRun();

        run.Exits(ExitCode.Done, "--target=ReadInputs", "--variables.GREETING=a.b=c.d");
        Assert.Equal("a.b=c.d", run.Seen.Inputs!.Options.Variables["GREETING"]);
    }

    [Fact]
    public void Run_VariableThatOnlyTheImageUses_IsKnown()
    {
        using var run = new HostRun("app: shop\nimage: shop:$BUILD\n");

        run.Exits(ExitCode.Done, "--target=ReadInputs", "--BUILD=7");
    }

    [Fact]
    public void Run_BareFlag_IsTrue()
    {
        using var run = new HostRun();

        run.Exits(ExitCode.Done, "--target=ReadInputs", "--adopt");
        Assert.True(run.Seen.Inputs!.Options.Adopt);
        Assert.False(run.Seen.Inputs.Options.KeepFailed);
    }

    [Theory]
    [InlineData("--adpot", "--adpot", "'adopt'")]
    [InlineData("--timeouts.redy=5s", "--timeouts.redy", "'timeouts.ready'")]
    [InlineData("--colour=blue", "--colour", "'color'")]
    public void Run_UnknownArgument_IsRefusedWithTheNearestName(string argument, string name, string nearest)
    {
        using var run = new HostRun();

        run.Exits(ExitCode.Usage, "--target=ReadInputs", argument);
        Assert.Contains($"{name}: no option and no manifest uses it", run.Output, StringComparison.Ordinal);
        Assert.Contains($"the nearest known name is {nearest}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_UnknownArgumentOfOurTarget_SaysWhatWhyAndNext()
    {
        using var run = new HostRun();

        run.Exits(ExitCode.Usage, "--target=ClusterUp", "--adpot");
        Assert.Contains("FAILED (2): The arguments cannot be used.", run.Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(run.Folder));
    }

    [Theory]
    [InlineData("--target=Depoly")]
    [InlineData("-t=Depoly")]
    [InlineData("--target=Status", "--target=Depoly")]
    [InlineData("--verbosity=quiet")]
    public void Run_TargetThatDoesNotExist_IsAMistakeOfTheUser(params string[] args)
    {
        using var run = new HostRun();

        run.Exits(ExitCode.Usage, args);
    }

    [Fact]
    public void UnknownTarget_Refusal_NamesItAndTheTargetsThereAre()
    {
        var refusal = UnknownTarget.Find(["Depoly"], ["Deploy", "Activate", "deploy"])!;

        Assert.Equal("There is no target 'Depoly'.", refusal.Problem);
        Assert.Equal("Known are Activate, Deploy.", refusal.Reason);
        Assert.Null(UnknownTarget.Find(["deploy"], ["Deploy"]));
    }

    [Theory]
    [InlineData("--working")]
    [InlineData("stray")]
    public void Run_CommandLineThatCannotBeRead_IsAMistakeOfTheUser(string argument)
    {
        using var run = new HostRun();

        run.Exits(ExitCode.Usage, "--target=ReadInputs", argument);
    }
}
