using System.Globalization;

namespace BlueGreen.MiniCluster.Processes.Machine;

/// <summary>Keeps the list of processes on disk, so that those of a killed run are ended by the next one.</summary>
/// <remarks>
/// A process id is given again sooner or later, so each line also holds the time of the process's start, and only a
/// process
/// with both is ended. A line is written right after the start: killed in between, one process is missed.
/// </remarks>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html"/>
internal sealed class ProcessLedger
{
    private const int StartTimeField = 22;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, string> _entries = [];
    private readonly string _path;

    /// <summary>
    /// Opens the list; what an earlier run left in it is forgotten with the first change, so end it first.
    /// </summary>
    /// <param name="folder">Data folder; it exists.</param>
    public ProcessLedger(string folder)
    {
        _path = Path.Combine(folder, "processes.txt");
    }

    /// <summary>Ends the processes that an earlier run left.</summary>
    /// <returns>The ids of those that were still there.</returns>
    public IReadOnlyList<int> KillLeftovers()
    {
        var found = new List<int>();
        foreach (var line in File.Exists(_path) ? File.ReadAllLines(_path) : [])
        {
            var parts = line.Split(' ');
            if (parts.Length == 2
                && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 1
                && string.Equals(StartOf(id), parts[1], StringComparison.Ordinal))
            {
                Signals.Send(id, Signals.Kill, ProcessStart.HasGroups);
                found.Add(id);
            }
        }

        File.Delete(_path);
        return found;
    }

    /// <summary>Notes a process that was started.</summary>
    /// <param name="processId">The process.</param>
    public void Add(int processId)
    {
        if (StartOf(processId) is { } start)
        {
            lock (_lock)
            {
                _entries[processId] = start;
                Write();
            }
        }
    }

    /// <summary>Strikes a process that has ended.</summary>
    /// <param name="processId">The process.</param>
    public void Remove(int processId)
    {
        lock (_lock)
        {
            if (_entries.Remove(processId))
            {
                Write();
            }
        }
    }

    /// <summary>Reads when a process started.</summary>
    /// <param name="processId">The process.</param>
    /// <returns>Clock ticks and the machine's boot, or null when it is gone or the system does not tell.</returns>
    private static string? StartOf(int processId)
    {
        try
        {
            // The second field is the program's name in brackets and may hold spaces and brackets itself.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return $"{fields[StartTimeField - 3]}@{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Write()
    {
        var next = $"{_path}.next";
        File.WriteAllLines(next, _entries.Select(entry => $"{entry.Key} {entry.Value}"));
        File.Move(next, _path, overwrite: true);
    }
}
