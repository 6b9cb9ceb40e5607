using BlueGreen.Errors;
using Cake.Core;

namespace BlueGreen.Frosting.Sessions;

/// <summary>Turns how a task ended into an exit code, and words the failure once.</summary>
internal static class Guard
{
    /// <summary>Runs the body of a task.</summary>
    /// <param name="context">Takes the exit code and the words.</param>
    /// <param name="body">The body.</param>
    /// <returns>A task that ends with the body, or throws what Cake reports as a failed task.</returns>
    public static async Task RunAsync(BlueGreenContext context, Func<Task> body)
    {
        try
        {
            await body();
        }
        catch (ReleaseException error)
        {
            context.Outcome.Fail(error.ExitCode);
            context.Complain(error);
            throw new CakeException((int)error.ExitCode, "the reason stands above", error);
        }
        catch (OperationCanceledException stopped) when (context.Stopping.IsCancellationRequested)
        {
            throw Endings.Stopped(context.Outcome, stopped);
        }
    }
}
