using BlueGreen.Errors;
using BlueGreen.Releases;
using BlueGreen.Tests.Fakes;
using Xunit;

namespace BlueGreen.Tests.Planning;

/// <summary>Every target in every world that refuses it: nothing is written, and the message says why and what
/// next.</summary>
public sealed class RefusalTests
{
    private const string V1 = "Deploy r1 v1-blue,SmokeTest r1 v1-blue,Activate r1 v1-blue,";
    private const string V2 = V1 + "Deploy r2 v2-green,SmokeTest r2 v2-green,";
    private const string Live2 = V2 + "Activate r2 v2-green,";

    [Theory]
    [InlineData(V1, "Deploy r2 v2-blue", "must not be deployed to blue", "Users are on blue", "v2-green")]
    [InlineData(V2 + "Deploy r3 v3-green", "Deploy r2 v2-green", "this pipeline is stale",
        "release r3 deployed v3-green to green after it", "the pipeline of release r3")]
    [InlineData("", "SmokeTest r1 v1-blue", "blue is not deployed", "no route yet", "Run Deploy --tag=v1-blue first")]
    [InlineData(V2, "SmokeTest r3 v3-green", "belongs to another release", "v2-green of release r2", "newer pipeline")]
    [InlineData(V2, "SmokeTest r2 v3-green", "belongs to another release", "v3-green of release r2", "Deploy")]
    [InlineData("", "Activate r1 v1-blue", "blue is not deployed", "blue: not deployed", "Run Deploy")]
    [InlineData("", "Activate r1", "nothing deployed", "blue: not deployed", "Run Deploy first")]
    [InlineData(
        V1 + "Deploy r2 v2-green", "Activate r2 v2-green", "must not be activated", "No smoke test", "Run SmokeTest")]
    [InlineData(V2 + "Deploy r3 v3-green", "Activate r2 v2-green", "belongs to another release", "r3", "Deploy again")]
    [InlineData(V2 + "Deploy r3 v3-green", "Activate r3 v3-green", "must not be activated", "release r2, not by r3",
        "SmokeTest")]
    [InlineData("", "Rollback r1", "nothing to roll back to", "no route yet", "Deploy, SmokeTest, Activate")]
    [InlineData(V1, "Rollback r1", "nothing to roll back to", "live is blue", "new one")]
    [InlineData(Live2, "Rollback r1", "nothing to roll back", "made by release r2", "--release-id=r2")]
    [InlineData(Live2 + "Deploy r3 v3-blue", "Rollback r2", "cannot go back to blue",
        "v3-blue there after the switch", "Activate")]
    [InlineData(
        Live2 + "Decommission r2", "Rollback r2", "nothing to roll back to", "contract migration ran", "new one")]
    [InlineData("", "Decommission r1", "No color can be called idle", "Nothing is live", "--color=blue")]
    [InlineData(Live2, "Decommission r1", "must not be decommissioned by release r1", "stale", "--release-id=r2")]
    [InlineData(
        Live2 + "Deploy r3 v3-blue", "Decommission r2", "must not be decommissioned", "r3 deployed v3-blue", "r3")]
    [InlineData(Live2 + "Rollback r2", "Decommission r1", "must not be decommissioned", "stale", "--release-id=r2")]
    public async Task Target_MustNotRun_RefusesAndTouchesNothing(
        string before, string command, string problem, string reason, string remedy)
    {
        var world = await new MemoryWorld().AfterAsync(before.Split(',', StringSplitOptions.RemoveEmptyEntries));
        var was = world.Describe();
        var words = command.Split(' ');

        var refused = await world.RunAsync(words[0], words[1], words.ElementAtOrDefault(2));

        Assert.NotNull(refused);
        Assert.Equal(ExitCode.NotSwitched, refused.ExitCode);
        Assert.Contains(problem, refused.Problem, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.Contains(remedy, refused.Remedy, StringComparison.Ordinal);
        Assert.Equal(was, world.Describe());
    }

    /// <summary>A pipeline that says a color brings that color's settings.</summary>
    [Fact]
    public async Task Deploy_ThePipelineIsOfTheOtherColor_Refuses()
    {
        var world = new MemoryWorld();
        var was = world.Describe();
        var order = Targets.Order("Deploy", "r1", "v1-blue");

        var refused = await new MemoryProcess(world).RunAsync(
            order with { Request = order.Request with { Color = Color.Green } });

        Assert.Equal(ExitCode.NotSwitched, refused?.ExitCode);
        Assert.Equal("The tag says blue; --color or COLOR_TEST says green.", refused!.Reason);
        Assert.Equal(was, world.Describe());
    }

    [Fact]
    public async Task Activate_TemplateChangedAfterTheTest_Refuses()
    {
        var world = await new MemoryWorld().AfterAsync(V2.TrimEnd(',').Split(','));
        var green = world.Colors[Color.Green];
        world.Colors[Color.Green] = green with { Evidence = green.Evidence! with { TemplateHash = "another" } };

        var refused = await world.RunAsync("Activate", "r2", "v2-green");

        Assert.Contains("another pod template", refused!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activate_LiveColorIsNotReady_RefusesForThereIsNoWayBack()
    {
        var world = await new MemoryWorld().AfterAsync(V2.TrimEnd(',').Split(','));
        var blue = world.Colors[Color.Blue];
        world.Colors[Color.Blue] = blue with { Workloads = [blue.Workloads[0] with { Ready = 0, IsReady = false }] };

        var refused = await world.RunAsync("Activate", "r2", "v2-green");
        var allowed =
            await world.RunAsync("Activate", "r2", "v2-green", Targets.Settings with { AllowNoWayBack = true });

        Assert.Contains("--allow-no-way-back", refused!.Remedy, StringComparison.Ordinal);
        Assert.Null(allowed);
        Assert.Equal(Color.Green, world.Route.Live);
    }

    [Theory]
    [InlineData(V1 + "Deploy r2 v2-green", "Deploy r2 v2-green")]
    [InlineData(V2, "SmokeTest r2 v2-green")]
    [InlineData(Live2, "Activate r2 v2-green")]
    [InlineData(Live2, "Deploy r2 v2-green")]
    [InlineData(Live2 + "Rollback r2", "Rollback r2")]
    [InlineData(Live2 + "Decommission r2", "Decommission r2")]
    [InlineData(Live2 + "Rollback r2", "Activate r1 v1-blue")]
    public async Task Target_RunAgain_ChangesNothingAndSucceeds(string before, string command)
    {
        var world = await new MemoryWorld().AfterAsync(before.TrimEnd(',').Split(','));
        var (was, commands) =
            (world.Describe(), world.Commands.Count(text => !text.EndsWith("self-check", StringComparison.Ordinal)));
        var words = command.Split(' ');

        Assert.Null(await world.RunAsync(words[0], words[1], words.ElementAtOrDefault(2)));

        Assert.Equal(was, world.Describe());
        Assert.Equal(commands, world.Commands.Count(text => !text.EndsWith("self-check", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Activate_AfterRollback_RollsForward()
    {
        var world = await new MemoryWorld().AfterAsync((Live2 + "Rollback r2,Activate r2 v2-green").Split(','));

        Assert.Equal(Color.Green, world.Route.Live);
        Assert.False(world.Route.Stamp.WasRollback);
    }

    [Fact]
    public async Task LocalRun_WithoutATag_MeansWhatItDeployedLast()
    {
        var world = await new MemoryWorld().AfterAsync(
            (V1 + "Deploy local-1 v2-green,SmokeTest local-1,Activate local-1,Activate local-1").Split(','));

        Assert.Equal(Color.Green, world.Route.Live);
    }

    [Fact]
    public async Task Decommission_AfterRollback_RunsNoContractOfTheReleaseThatWasTakenBack()
    {
        var world = await new MemoryWorld().AfterAsync((Live2 + "Rollback r2,Decommission r2").Split(','));

        Assert.DoesNotContain(world.Commands, command => command.EndsWith("contract", StringComparison.Ordinal));
        Assert.False(world.Colors[Color.Green].IsDeployed);
    }
}
