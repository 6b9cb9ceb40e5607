using BlueGreen.Errors;
using BlueGreen.Releases;
using BlueGreen.Running;
using BlueGreen.Tests.Fakes;
using Xunit;

namespace BlueGreen.Tests.Running;

/// <summary>A full disk or a read-only folder never changes what a release comes to.</summary>
public sealed class QuietReportTests : IReleaseObserver
{
    private const string V1 = "Deploy r1 v1-blue,SmokeTest r1 v1-blue,Activate r1 v1-blue";
    private const string V2 = V1 + ",Deploy r2 v2-green,SmokeTest r2 v2-green";
    private readonly List<string> _warnings = [];

    Task IReleaseObserver.OnAsync(StepEvent stepEvent, CancellationToken cancellationToken) =>
        throw new IOException("No space left on device.");

    [Fact]
    public async Task Run_ReportCannotBeWritten_EndsInSuccessAndWarns()
    {
        var world = await new MemoryWorld().AfterAsync(V2.Split(','));

        await RunAsync(world, "v2-green", []);

        Assert.Equal(Color.Green, world.Route.Live);
        Assert.Equal(["The report of Activate could not be written: Read-only file system."], _warnings);
    }

    [Fact]
    public async Task Run_ReleaseFailsAndReportCannotBeWritten_KeepsTheExitCodeOfTheRelease()
    {
        var world = await new MemoryWorld().AfterAsync(V2.Split(','));
        world.OnProbe = (_, _) => world.Route.Live == Color.Green ? MemoryProbe.Answer(world, 503, null, null) : null;

        var failed = await Assert.ThrowsAsync<ReleaseException>(() => RunAsync(world, "v2-green", []));

        Assert.Equal(ExitCode.RolledBack, failed.ExitCode);
        Assert.Single(_warnings);
    }

    [Fact]
    public async Task Run_NothingToDoAndReportCannotBeWritten_EndsInSuccess()
    {
        var world = await new MemoryWorld().AfterAsync((V2 + ",Activate r2 v2-green,Rollback r2").Split(','));

        await RunAsync(world, "v1-blue", [], id: "r1");

        Assert.Single(_warnings);
    }

    [Fact]
    public async Task Run_ProgressFileCannotBeWritten_GoesOnAndWarnsOnce()
    {
        var world = await new MemoryWorld().AfterAsync(V2.Split(','));

        await RunAsync(world, "v2-green", [this]);

        Assert.Equal(Color.Green, world.Route.Live);
        Assert.Equal("switched", world.History[0].Outcome);
        Assert.Equal(2, _warnings.Count);
        Assert.Contains("No space left on device", _warnings[0], StringComparison.Ordinal);
    }

    private Task RunAsync(MemoryWorld world, string tag, IReadOnlyList<IReleaseObserver> watchers, string id = "r2")
    {
        var process = new MemoryProcess(world);
        var runner = new TargetRunner(process.Platform, Targets.Settings, watchers, world.Clock);
        var hooks = TargetHooks.None with
        {
            OnEnd = (_, _) => throw new UnauthorizedAccessException("Read-only file system."),
            OnWarning = warning =>
            {
                _warnings.Add(warning);
                return Task.CompletedTask;
            },
        };
        return Targets.Pumped(
            world, () => runner.RunAsync(Targets.Order("Activate", id, tag), hooks, CancellationToken.None));
    }
}
