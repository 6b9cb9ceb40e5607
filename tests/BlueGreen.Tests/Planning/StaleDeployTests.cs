using BlueGreen.Errors;
using BlueGreen.Releases;
using BlueGreen.Tests.Fakes;
using Xunit;

namespace BlueGreen.Tests.Planning;

/// <summary>Which repetitions of a Deploy would undo a newer release, and which go on.</summary>
public sealed class StaleDeployTests
{
    private const string V1 = "Deploy r1 v1-blue,SmokeTest r1 v1-blue,Activate r1 v1-blue";

    [Theory]
    [InlineData(",Deploy r2 v2-green,Deploy r3 v3-green,SmokeTest r3 v3-green", "r2", "v2-green")]
    [InlineData(",!Deploy r2 v2-green,Deploy r3 v3-green", "r2", "v2-green")]
    [InlineData(",Deploy r2 v2-green,Deploy r3 v3-green,SmokeTest r3 v3-green,Activate r3 v3-green,Rollback r3", "r2",
        "v2-green")]
    public async Task Deploy_NewerReleaseTookTheColor_IsRefused(string then, string id, string tag)
    {
        var world = await AfterAsync(V1 + then);
        var was = world.Describe();

        var refused = await world.RunAsync("Deploy", id, tag);

        Assert.Equal(ExitCode.NotSwitched, refused?.ExitCode);
        Assert.Contains("stale", refused!.Problem, StringComparison.Ordinal);
        Assert.Equal(was, world.Describe());
    }

    [Theory]
    [InlineData(",Deploy r2 v2-green", "r3", "v3-green")]
    [InlineData(",Deploy r2 v2-green", "r2", "v2-green")]
    [InlineData(",!Deploy r2 v2-green", "r2", "v2-green")]
    [InlineData(",Deploy r2 v2-green,!Deploy r3 v3-green,Deploy r2 v2-green", "r3", "v3-green")]
    [InlineData(",Deploy r2 v2-green,Deploy r3 v3-green", "r1", "v4-green")]
    [InlineData(",Deploy local v2-green,Deploy local v3-green", "local", "v4-green")]
    public async Task Deploy_FirstOfItsKindOrNewest_GoesOn(string then, string id, string tag)
    {
        var world = await AfterAsync(V1 + then);

        Assert.Null(await world.RunAsync("Deploy", id, tag));

        var green = world.Colors[Color.Green].Evidence;
        Assert.Equal((id, tag), (green?.ReleaseId, green?.Tag));
    }

    [Fact]
    public async Task Deploy_NewerReleaseIsOnlyHalfDeployed_IsRefusedByItsTime()
    {
        var world = await AfterAsync(V1 + ",Deploy r2 v2-green");
        var killed = new MemoryProcess(world)
        {
            OnCall = call => new CallFate(
                call == "Colors.AwaitReady Green" ? new SimulatedCrashException(call) : null),
        };
        var order = Targets.Order("Deploy", "r3", "v3-green");
        await Assert.ThrowsAsync<SimulatedCrashException>(() => killed.RunAsync(order));
        Assert.Equal("r3", world.Colors[Color.Green].Evidence?.ReleaseId);

        var refused = await world.RunAsync("Deploy", "r2", "v2-green");

        Assert.Contains("stale", refused?.Problem, StringComparison.Ordinal);
    }

    /// <summary>Runs targets one after the other; one with an exclamation mark fails, for its color never gets
    /// ready.</summary>
    private static async Task<MemoryWorld> AfterAsync(string lines)
    {
        var world = new MemoryWorld();
        foreach (var line in lines.Split(','))
        {
            world.IsNeverReady = line.StartsWith('!');
            var words = line.TrimStart('!').Split(' ');
            var failed = await world.RunAsync(words[0], words[1], words.ElementAtOrDefault(2));
            Assert.Equal(world.IsNeverReady, failed is not null);
        }

        world.IsNeverReady = false;
        return world;
    }
}
