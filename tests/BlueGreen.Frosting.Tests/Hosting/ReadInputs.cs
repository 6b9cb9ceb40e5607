using Cake.Frosting;

namespace BlueGreen.Frosting.Tests.Hosting;

/// <summary>A task of a user, beside ours: loads the inputs and does nothing with them.</summary>
[TaskName("ReadInputs")]
public sealed class ReadInputs(InputsSeen seen) : FrostingTask<BlueGreenContext>
{
    public override void Run(BlueGreenContext context) =>
        (seen.Inputs, seen.IsDryRun) = (context.Inputs, context.IsDryRun);
}
