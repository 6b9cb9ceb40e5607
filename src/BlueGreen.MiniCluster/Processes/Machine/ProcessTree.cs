using System.Globalization;

namespace BlueGreen.MiniCluster.Processes.Machine;

/// <summary>Finds what a process has started that is no longer of its group, such as a program with a
/// terminal.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_tid_children.5.html"/>
internal static class ProcessTree
{
    private const int Most = 10_000;

    /// <summary>Finds all processes below one that runs.</summary>
    /// <param name="processId">The process.</param>
    /// <returns>Their ids; none where the system does not tell, as on macOS.</returns>
    public static IReadOnlyList<int> Below(int processId)
    {
        List<int> found = [processId];
        for (var next = 0; next < found.Count && next < Most; next++)
        {
            found.AddRange(ChildrenOf(found[next]));
        }

        return found[1..];
    }

    private static IEnumerable<int> ChildrenOf(int processId)
    {
        try
        {
            var id = processId.ToString(CultureInfo.InvariantCulture);
            return [.. File.ReadAllText($"/proc/{id}/task/{id}/children")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
