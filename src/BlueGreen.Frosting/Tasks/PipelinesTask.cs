using BlueGreen.Frosting.Pipelines;
using BlueGreen.Frosting.Sessions;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Writes the pipeline files of the CI systems for this <c>bluegreen.yml</c>.</summary>
[TaskName("Pipelines")]
[TaskDescription("Write the pipeline files for Semaphore and GitHub Actions. --ci=semaphore|github|all")]
public sealed class PipelinesTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Guard.RunAsync(context, () =>
        {
            PipelinesCommand.Run(context);
            return Task.CompletedTask;
        });
    }
}
