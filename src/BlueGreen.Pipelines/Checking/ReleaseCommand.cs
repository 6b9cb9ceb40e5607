using System.Text.RegularExpressions;

namespace BlueGreen.Pipelines.Checking;

/// <summary>Knows commands that change the cluster: our targets, kubectl and helm.</summary>
internal static partial class ReleaseCommand
{
    /// <summary>Tells whether a command changes, or may change, what users get.</summary>
    /// <param name="command">A line, or several, of a shell.</param>
    /// <returns>Whether it does.</returns>
    public static bool TouchesCluster(string command) => Target().IsMatch(command) || Tool().IsMatch(command);

    [GeneratedRegex(
        @"--target[= ]+['""]?(Deploy|SmokeTest|Activate|Rollback|Decommission|Release)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 250)]
    private static partial Regex Target();

    [GeneratedRegex(
        @"(^|[;&|(]|\bexec\s|\bthen\s|\bdo\s)\s*"
        + @"(kubectl\s+(apply|create|delete|patch|replace|scale|set|rollout\s+(restart|undo))"
        + @"|helm\s+(install|upgrade|rollback|uninstall))\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 250)]
    private static partial Regex Tool();
}
