using BlueGreen.Frosting.Init;
using BlueGreen.Frosting.Sessions;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Makes a repository with an app one that can be released. Asks nothing, and never overwrites.</summary>
[TaskName("Init")]
[TaskDescription("Write bluegreen.yml, manifests, pipelines and build/ for an app: --into=FOLDER. Never overwrites.")]
public sealed class InitTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Guard.RunAsync(context, () =>
        {
            InitCommand.Run(context);
            return Task.CompletedTask;
        });
    }
}
