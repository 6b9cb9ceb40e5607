using BlueGreen.Tests.Fakes;
using Xunit;

namespace BlueGreen.Tests.Running;

/// <summary>
/// Goal: whatever a command is killed at, the same command run again ends in the same world, and no rule is broken on
/// the way. Method: kill the command at its first call, then at its second, and so on until it lives; before the
/// call's effect and after.
/// </summary>
public sealed class CrashTests
{
    private const string V1 = "Deploy r1 v1-blue,SmokeTest r1 v1-blue,Activate r1 v1-blue,";
    private const string V2 = V1 + "Deploy r2 v2-green,SmokeTest r2 v2-green,";

    [Theory]
    [InlineData("", "Deploy r1 v1-blue")]
    [InlineData("Deploy r1 v1-blue", "SmokeTest r1 v1-blue")]
    [InlineData("Deploy r1 v1-blue,SmokeTest r1 v1-blue", "Activate r1 v1-blue")]
    [InlineData(V1, "Deploy r2 v2-green")]
    [InlineData(V1 + "Deploy r0 v0-green", "Deploy r2 v2-green")]
    [InlineData(V1 + "Deploy r2 v2-green", "SmokeTest r2 v2-green")]
    [InlineData(V2, "Activate r2 v2-green")]
    [InlineData(V2 + "Activate r2 v2-green", "Rollback r2")]
    [InlineData(V2 + "Activate r2 v2-green", "Decommission r2")]
    [InlineData(V2 + "Activate r2 v2-green,Rollback r2", "Activate r2 v2-green")]
    [InlineData(V2 + "Activate r2 v2-green,Rollback r2", "Decommission r2")]
    public async Task AnyCommand_KilledAtAnyCall_EndsInTheSameWorldWhenRunAgain(string before, string command)
    {
        var start = await new MemoryWorld().AfterAsync(before.Split(',', StringSplitOptions.RemoveEmptyEntries));
        var words = command.Split(' ');
        var order = Targets.Order(words[0], words[1], words.ElementAtOrDefault(2));
        var whole = start.Copy();
        var uninterrupted = new MemoryProcess(whole);
        Assert.Null(await uninterrupted.RunAsync(order));
        Assert.Empty(whole.Violations);

        for (var call = 1; call <= uninterrupted.Calls.Count; call++)
        {
            foreach (var isAfter in new[] { false, true })
            {
                var world = start.Copy();
                var killed = new MemoryProcess(world) { CrashAt = call, CrashAfterEffect = isAfter };
                await Assert.ThrowsAsync<SimulatedCrashException>(() => killed.RunAsync(order));
                var again = await new MemoryProcess(world).RunAsync(order with { RunId = "run again" });
                var at = $"killed {(isAfter ? "after" : "before")} call {call}, {killed.Calls[^1]}";
                Assert.True(again is null, $"{at}: {again?.Message}");
                Assert.True(world.Violations.Count == 0, $"{at}: {string.Join("; ", world.Violations)}");
                Assert.Equal($"{at}\n{whole.Describe()}", $"{at}\n{world.Describe()}");
                Assert.True(
                    world.Writes.Count(write => write.StartsWith("Route.Switch", StringComparison.Ordinal)) <= 1,
                        $"{at}: two switches");
            }
        }
    }
}
