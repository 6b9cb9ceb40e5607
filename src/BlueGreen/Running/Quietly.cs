namespace BlueGreen.Running;

/// <summary>Does what must never decide how a release ends: writing reports and progress for people.</summary>
internal static class Quietly
{
    /// <summary>Runs something, and warns when a file or the terminal refused it.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="warn">Told why it could not be done.</param>
    /// <returns>A task that ends when it was done, or told. A defect is still thrown.</returns>
    public static async Task RunAsync(Func<Task> work, Func<string, Task> warn)
    {
        try
        {
            await work();
        }
        catch (Exception failed) when (IsOfFiles(failed))
        {
            await TellAsync(failed.Message, warn);
        }
    }

    private static async Task TellAsync(string failed, Func<string, Task> warn)
    {
        try
        {
            await warn(failed);
        }
        catch (Exception deaf) when (IsOfFiles(deaf))
        {
            // The terminal is gone too: there is nobody left to tell.
        }
    }

    private static bool IsOfFiles(Exception failed) =>
        failed is IOException or UnauthorizedAccessException or System.Security.SecurityException;
}
