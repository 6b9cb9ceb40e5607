using BlueGreen.Frosting.Images;
using BlueGreen.Frosting.Sessions;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Builds the app's image. A task of the user's with this name takes its place.</summary>
[TaskName("Build")]
[TaskDescription("Build the app's image with docker, tagged with the release id too.")]
public sealed class BuildTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Guard.RunAsync(context, () =>
        {
            ImageBuild.Run(context);
            return Task.CompletedTask;
        });
    }
}
