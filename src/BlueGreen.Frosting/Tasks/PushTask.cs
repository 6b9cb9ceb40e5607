using BlueGreen.Frosting.Images;
using BlueGreen.Frosting.Sessions;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>Pushes the app's image. A task of the user's with this name takes its place.</summary>
[TaskName("Push")]
[TaskDescription("Push the image to its registry, and keep its digest for Deploy.")]
public sealed class PushTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Guard.RunAsync(context, () =>
        {
            ImagePush.Run(context);
            return Task.CompletedTask;
        });
    }
}
