using BlueGreen.Frosting.Output;
using BlueGreen.Frosting.Sessions;
using BlueGreen.Options;
using Cake.Frosting;

namespace BlueGreen.Frosting.Tasks;

/// <summary>
/// Tells what is live, what is deployed, who holds the queue, and how the last switches went. Reads only.
/// </summary>
[TaskName("Status")]
[TaskDescription("Show what is live, what is deployed, the queue and the last switches. --output=json for machines.")]
public sealed class StatusTask : AsyncFrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Guard.RunAsync(context, () => RunAsync(context, TimeProvider.System));
    }

    private static async Task RunAsync(BlueGreenContext context, TimeProvider time)
    {
        await using var session = await ReleaseSession.OpenAsync(context.Inputs.ForReading(), time, context.Stopping);
        var report = await StatusReport.ReadAsync(context.Inputs.Options.App, session, context.Stopping);
        if (context.Inputs.Options.Output == OutputForm.Json)
        {
            await context.WriteDocumentAsync(StatusText.ForMachines(report));
            return;
        }

        context.Say(StatusText.ForPeople(report, time.GetUtcNow()));
    }
}
