using System.Runtime.InteropServices;

namespace BlueGreen.MiniCluster.Processes.Machine;

/// <summary>Sends signals to whole process groups, which the base library does not.</summary>
internal static class Signals
{
    /// <summary>Asks a process to end.</summary>
    public const int Terminate = 15;

    /// <summary>Ends a process without asking.</summary>
    public const int Kill = 9;

    /// <summary>
    /// Sends a signal to a process and, where it leads one, to its group; nothing happens when it is gone.
    /// </summary>
    /// <param name="processId">The process; above 1, since 0, 1 and -1 mean more than a container.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="isGroup">Whether the process leads a group of its own.</param>
    public static void Send(int processId, int signal, bool isGroup)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(processId, 2);
        if (!OperatingSystem.IsWindows())
        {
            // A process that has just started may not lead its group yet; and one that is gone is what the sender
            // wanted.
            if (!isGroup || Send(-processId, signal) != 0)
            {
                _ = Send(processId, signal);
            }
        }
    }

    /// <summary>
    /// Kills what is left of the group of a process that has ended; that process's own id may be another's by now.
    /// </summary>
    /// <param name="processId">The process that led the group; above 1.</param>
    public static void KillGroup(int processId)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(processId, 2);
        if (!OperatingSystem.IsWindows() && ProcessStart.HasGroups)
        {
            _ = Send(-processId, Kill);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int processId, int signal);
}
