using BlueGreen.Frosting.Pipelines;
using BlueGreen.Frosting.Sessions;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Finds what is wrong with the pipeline files of this repository before a release does. Reads only.</summary>
[TaskName("CheckPipelines")]
[TaskDescription("Check the pipeline files of Semaphore and GitHub Actions. --output=json for machines.")]
public sealed class CheckPipelinesTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Guard.RunAsync(context, () => CheckPipelinesCommand.RunAsync(context));
    }
}
