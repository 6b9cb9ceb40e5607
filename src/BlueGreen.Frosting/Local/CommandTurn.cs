using BlueGreen.Errors;

namespace BlueGreen.Frosting.Local;

/// <summary>
/// Lets one command at a time start or stop the mini-cluster of a folder: two that start it at once would start two.
/// </summary>
/// <remarks>
/// A lock of the operating system on a file: it ends with the process that has it, however that ends.
/// </remarks>
internal static class CommandTurn
{
    /// <summary>As long as the slowest command before may take: to stop pods.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until no other command is at it.</summary>
    /// <param name="folder">The cluster's folder; it exists.</param>
    /// <param name="say">Is told of a wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The turn; it ends when disposed of.</returns>
    /// <exception cref="ReleaseException">Another command has been at it for longer than any should.</exception>
    public static async Task<IAsyncDisposable> TakeAsync(
        string folder, Action<string> say, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "command.lock");
        var started = TimeProvider.System.GetTimestamp();
        var isTold = false;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException taken) when (taken.GetType() == typeof(IOException))
            {
                if (TimeProvider.System.GetElapsedTime(started) > Limit)
                {
                    throw TooLong(path, taken);
                }
            }

            if (!isTold)
            {
                say("Another command starts or stops the mini-cluster: waiting for it.");
                isTold = true;
            }

            await Task.Delay(PollInterval, TimeProvider.System, cancellationToken);
        }
    }

    private static ReleaseException TooLong(string path, IOException taken) => new(
        ExitCode.NotSwitched,
        "Another command has been starting or stopping the mini-cluster for too long.",
        $"It has the file {path} open, and {Limit.TotalSeconds:0} s passed. {taken.Message}",
        "Look for a ClusterUp or ClusterDown that hangs, end it, then run this again.",
        taken);
}
