using BlueGreen.Errors;

namespace BlueGreen.Frosting.Sessions;

/// <summary>
/// Tells how a run ended, whatever ended it: a report that knows of no failure says that all is well, and names the
/// button that follows.
/// </summary>
internal static class Endings
{
    /// <summary>Runs a target, and tells of an end that is not a good one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="outcome">Knows of signals.</param>
    /// <param name="failed">Told the failure.</param>
    /// <returns>A task that ends as the run does.</returns>
    public static async Task TellAsync(Func<Task> run, RunOutcome outcome, Action<ReleaseException> failed)
    {
        ReleaseException? end = Unforeseen();
        try
        {
            await run();
            end = null;
        }
        catch (ReleaseException error)
        {
            end = error;
            throw;
        }
        catch (OperationCanceledException stopped) when (outcome.Stopping.IsCancellationRequested)
        {
            end = Stopped(outcome, stopped);
            throw;
        }
        finally
        {
            if (end is not null)
            {
                failed(end);
            }
        }
    }

    /// <summary>Words the end of a run that a signal stopped.</summary>
    /// <param name="outcome">Knows which signal.</param>
    /// <param name="stopped">What the run ended with.</param>
    /// <returns>The failure.</returns>
    public static ReleaseException Stopped(RunOutcome outcome, OperationCanceledException stopped) => new(
        outcome.ExitCode ?? ExitCode.Interrupted,
        "Stopped by a signal.",
        "What was under way was given up; a lease that was held is released, and the journal has its line.",
        "Run the same target again: it finishes what is left.",
        stopped);

    private static ReleaseException Unforeseen() => new(
        ExitCode.Defect,
        "It ended in a way that nobody foresaw.",
        "The log has the error.",
        "Run the same target again: it finishes what is left. Where it ends so again, report the error.");
}
