using BlueGreen.Frosting.Sessions;
using BlueGreen.Planning;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Brings a release to its color behind the test cookie; users notice nothing.</summary>
[TaskName("Deploy")]
[TaskDescription("Bring a release tag to the idle color, where only cookie holders reach it.")]
public sealed class DeployTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context) => TargetSession.RunAsync(context, new DeployPlanner());
}
