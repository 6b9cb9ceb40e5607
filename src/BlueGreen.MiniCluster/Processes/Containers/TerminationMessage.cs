using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>Reads why a container ended from the file in which it says so.</summary>
/// <remarks>The path of the manifest would be one of this machine: a variable tells the real one.</remarks>
/// <seealso href="https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/"/>
internal static class TerminationMessage
{
    /// <summary>Name of the variable that tells the file.</summary>
    public const string Variable = "TERMINATION_LOG";

    private const int MaxBytes = 4096;
    private const int MaxLogCharacters = 2048;
    private const int MaxLogLines = 80;

    /// <summary>Works out the file.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <returns>Its path; its folder is there.</returns>
    public static string PathOf(PodContext pod, JsonObject container)
    {
        var folder = Directory.CreateDirectory(Path.Combine(pod.Folder, "termination")).FullName;
        return Path.Combine(folder, container.Text("name") ?? string.Empty);
    }

    /// <summary>Forgets what an earlier run said.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    public static void Clear(PodContext pod, JsonObject container)
    {
        var path = PathOf(pod, container);
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }

            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The container made something of it that says nothing, and must not keep itself from starting again.
        }
    }

    /// <summary>Reads what the container said, or the end of its log if it asked for that.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="log">Its log.</param>
    /// <param name="exitCode">Its exit code.</param>
    /// <returns>The message, or null when it said nothing.</returns>
    public static string? Read(PodContext pod, JsonObject container, ContainerLog log, int exitCode)
    {
        var said = ReadFile(PathOf(pod, container));
        if (said.Length == 0 && exitCode != 0
            && container.Text("terminationMessagePolicy") is "FallbackToLogsOnError")
        {
            said = string.Concat(log.Tail(MaxLogLines).Select(line => $"{line}\n"));
            said = said.Length > MaxLogCharacters ? said[^MaxLogCharacters..] : said;
        }

        return said.Length == 0 ? null : said;
    }

    private static string ReadFile(string path)
    {
        try
        {
            // A pipe and a device have no length: they would be read for ever. A link leads away from the pod's folder.
            var found = new FileInfo(path);
            if (found.LinkTarget is not null || found.Length == 0)
            {
                return string.Empty;
            }

            using var file = found.OpenRead();
            var buffer = new byte[MaxBytes];
            return Encoding.UTF8.GetString(buffer, 0, file.ReadAtLeast(buffer, MaxBytes, throwOnEndOfStream: false));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Most containers say nothing.
            return string.Empty;
        }
    }
}
