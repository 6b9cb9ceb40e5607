using BlueGreen.Tests.Fakes;
using Xunit;

namespace BlueGreen.Tests.Running;

/// <summary>
/// Goal: a pipeline that slept through the loss of its lease breaks nothing when it wakes, even when nothing tells it.
/// Method: freeze pipeline A right before the effect of each of its calls under the lease, run pipeline B to its end,
/// and let A go on.
/// </summary>
public sealed class FreezeTests
{
    private const string V1 = "Deploy r1 v1-blue,SmokeTest r1 v1-blue,Activate r1 v1-blue,";
    private const string V2 = V1 + "Deploy r2 v2-green,SmokeTest r2 v2-green,";
    private const string Live2 = V2 + "Activate r2 v2-green,";
    private const string Green3 = "Deploy r3 v3-green,SmokeTest r3 v3-green,Activate r3 v3-green";
    private const string Blue3 = "Deploy r3 v3-blue,SmokeTest r3 v3-blue,Activate r3 v3-blue";

    [Theory]
    [InlineData("", "Deploy r1 v1-blue", Green3)]
    [InlineData("", "Deploy r1 v1-blue", Blue3)]
    [InlineData(V1, "Deploy r2 v2-green", "Deploy r3 v3-green")]
    [InlineData(V1, "Deploy r2 v2-green", Green3)]
    [InlineData(V1, "Deploy r2 v2-green", Green3 + ",Decommission r3")]
    [InlineData(V1, "Deploy r2 v2-green", "Deploy r2 v2-green,SmokeTest r2 v2-green,Activate r2 v2-green")]
    [InlineData(V1 + "Deploy r2 v2-green", "SmokeTest r2 v2-green", Green3)]
    [InlineData(V2, "Activate r2 v2-green", "Deploy r3 v3-green")]
    [InlineData(V2, "Activate r2 v2-green", Green3)]
    [InlineData(V2, "Activate r2 v2-green", "Activate r2 v2-green,Rollback r2")]
    [InlineData(V2, "Activate r2 v2-green", "Activate r2 v2-green,Rollback r2,Decommission r2")]
    [InlineData(Live2, "Rollback r2", "Deploy r3 v3-blue")]
    [InlineData(Live2, "Rollback r2", Blue3)]
    [InlineData(Live2, "Rollback r2", "Rollback r2,Decommission r2")]
    [InlineData(Live2, "Decommission r2", Blue3)]
    [InlineData(Live2, "Decommission r2", "Rollback r2")]
    [InlineData(Live2, "Decommission r2", "Deploy r3 v3-blue")]
    public async Task FrozenPipeline_AnotherRunsMeanwhile_BreaksNothingWhenItWakes(string before, string frozen,
        string other)
    {
        var start = await new MemoryWorld().AfterAsync(before.Split(',', StringSplitOptions.RemoveEmptyEntries));
        var words = frozen.Split(' ');
        var order = Targets.Order(words[0], words[1], words.ElementAtOrDefault(2), "frozen run");
        for (var call = 2; ; call++)
        {
            var world = start.Copy();
            var sleeper = new MemoryProcess(world) { FreezeAt = call };
            var pump = new Pump(world.Clock);
            var sleeping = pump.Start(() => sleeper.RunUnpumpedAsync(order));
            pump.RunUntil(() => sleeping.IsCompleted || sleeper.Frozen.IsCompleted);
            if (sleeping.IsCompleted)
            {
                await sleeping;
                break;
            }

            var at = $"frozen before call {call}, {sleeper.Calls[^1]}";
            var refused = await RunOthersAsync(world, other);
            Assert.True(world.Violations.Count == 0, $"the other, {at}: {string.Join("; ", world.Violations)}");
            var (live, writes, owners) = (world.Route.Live, world.Writes.Count, OwnersOf(world));
            sleeper.Thaw();
            pump.RunUntil(() => sleeping.IsCompleted);
            await sleeping;
            Assert.True(world.Violations.Count == 0, $"{at}: {string.Join("; ", world.Violations)}");
            if (refused is null)
            {
                Assert.True(live == world.Route.Live,
                    $"{at}: users were moved by {string.Join(", ", world.Writes.Skip(writes))}");
                Assert.Equal([], owners.Except(OwnersOf(world)).Select(owner => $"{at}: {owner} is gone"));
            }
        }
    }

    /// <summary>Tells whose release is deployed where: what the other deployed must be there when the sleeper is
    /// done.</summary>
    private static List<string> OwnersOf(MemoryWorld world) =>
    [
        .. world.Colors.Values.Where(state => state.IsDeployed).Select(
            state => $"{state.Evidence?.Tag} of release {state.Evidence?.ReleaseId}"),
    ];

    /// <summary>Runs the other's targets until one of them is refused, as a pipeline does.</summary>
    private static async Task<string?> RunOthersAsync(MemoryWorld world, string lines)
    {
        foreach (var line in lines.Split(','))
        {
            var words = line.Split(' ');
            if (await world.RunAsync(words[0], words[1], words.ElementAtOrDefault(2)) is { } refused)
            {
                return $"{line}: {refused.Message}";
            }
        }

        return null;
    }
}
