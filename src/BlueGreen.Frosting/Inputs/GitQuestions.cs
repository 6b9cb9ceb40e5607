using System.ComponentModel;
using System.Diagnostics;

namespace BlueGreen.Frosting.Inputs;

/// <summary>Asks git what a local run is about.</summary>
internal static class GitQuestions
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Finds the commit that is checked out.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <returns>The full hash, or null outside a repository.</returns>
    public static string? Commit(string folder) => Ask(folder, "rev-parse", "--verify", "HEAD");

    /// <summary>Finds the tag that is checked out.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <returns>The tag, or null when the commit has none.</returns>
    public static string? Tag(string folder) => Ask(folder, "describe", "--tags", "--exact-match", "HEAD");

    /// <summary>Lists the tags of the repository, the youngest first.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <returns>The tags; none outside a repository.</returns>
    public static IEnumerable<string> Tags(string folder) =>
        Ask(folder, "tag", "--list", "--sort=-creatordate")?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Finds what the repository was cloned from.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <returns>An address as git writes it, or null when there is none.</returns>
    public static string? Origin(string folder) => Ask(folder, "remote", "get-url", "origin");

    private static string? Ask(string folder, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var answer = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Limit))
            {
                process.Kill();
                return null;
            }

#pragma warning disable VSTHRD002 // The process has ended: its output is complete.
            return process.ExitCode == 0 ? answer.GetAwaiter().GetResult().Trim() : null;
#pragma warning restore VSTHRD002
        }
        catch (Win32Exception)
        {
            // There is no git on this machine: then nothing is known of a commit or a tag.
            return null;
        }
    }
}
