using BlueGreen.Frosting.Sessions;
using BlueGreen.Planning;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Tries the target before users see it.</summary>
[TaskName("SmokeTest")]
[TaskDescription("Try the deployed release through the test route, and record that it passed.")]
public sealed class SmokeTestTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context) => TargetSession.RunAsync(context, new SmokeTestPlanner());
}
