using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using BlueGreen.Errors;

namespace BlueGreen.Frosting.Local;

/// <summary>What a running mini-cluster leaves in its folder, so that other processes find it.</summary>
/// <param name="ProcessId">Its process.</param>
/// <param name="StartedAt">When that process started: a process id alone may mean another process by now.</param>
/// <param name="ApiUrl">Its API server.</param>
/// <param name="GatewayUrl">Where users come in.</param>
/// <param name="PageUrl">The page that shows it.</param>
/// <param name="Kubeconfig">The kubeconfig that reaches it.</param>
internal sealed record ClusterFile(
    int ProcessId, DateTime StartedAt, Uri ApiUrl, Uri GatewayUrl, Uri? PageUrl, string Kubeconfig)
{
    /// <summary>Finds the cluster of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The cluster, or null when none runs.</returns>
    public static ClusterFile? FindRunning(string folder)
    {
        var path = PathIn(folder);
        if (!File.Exists(path))
        {
            return null;
        }

        var found = Read(path);
        using var process = found.FindProcess();
        return process is null || !found.Listens() ? null : found;
    }

    /// <summary>Writes the file whole or not at all.</summary>
    /// <param name="folder">The folder.</param>
    public void Write(string folder)
    {
        var path = PathIn(folder);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(this));
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Takes the file away.</summary>
    /// <param name="folder">The folder.</param>
    public static void Delete(string folder) => File.Delete(PathIn(folder));

    /// <summary>Finds the process, if it is still the one that wrote the file.</summary>
    /// <returns>The process, or null when it has ended.</returns>
    public Process? FindProcess()
    {
        try
        {
            var process = Process.GetProcessById(ProcessId);
            if (Math.Abs((process.StartTime.ToUniversalTime() - StartedAt).TotalSeconds) < 2 && !process.HasExited)
            {
                return process;
            }

            process.Dispose();
            return null;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // That is how .NET says that there is no such process.
            return null;
        }
    }

    /// <summary>A file that cannot be understood is not taken for a missing one: a cluster may be running.</summary>
    private static ClusterFile Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ClusterFile>(File.ReadAllText(path)) ?? throw new JsonException("null");
        }
        catch (JsonException broken)
        {
            throw new ReleaseException(
                ExitCode.Usage,
                $"The file '{path}' cannot be read.",
                $"It should tell of a running mini-cluster: {broken.Message}",
                "End that cluster by its process id if it runs, remove the file, then run ClusterUp again.",
                broken);
        }
    }

    /// <summary>A process that was killed is listed until somebody takes note of its end; its sockets are closed at
    /// once.</summary>
    private bool Listens()
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(ApiUrl.Host, ApiUrl.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string PathIn(string folder) => Path.Combine(folder, "cluster.json");
}
