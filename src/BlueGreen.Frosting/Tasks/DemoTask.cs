using BlueGreen.Frosting.Demo;
using BlueGreen.Frosting.Sessions;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Shows a whole release under load on this machine, and counts what failed.</summary>
[TaskName("Demo")]
[TaskDescription("Show releases, a rollback and a decommission under load on this machine, and count failed requests.")]
public sealed class DemoTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Guard.RunAsync(context, new DemoCommand(context, TimeProvider.System).RunAsync);
    }
}
