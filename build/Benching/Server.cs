using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Configuration;
using Cake.Core;

namespace Build.Benching;

/// <summary>A program that serves while something is measured, as a process of its own; ended by its id.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private Server(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Gets the memory it holds, in MiB; null where the system does not tell it this way.</summary>
    public double? ResidentMebibytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    /// <summary>Starts one of our own targets.</summary>
    /// <param name="folder">The folder it runs in.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The program, just started.</returns>
    public static Server StartTarget(string folder, params IEnumerable<string> arguments)
    {
        File.WriteAllText(Path.Combine(folder, "bluegreen.yml"), "app: bench\n");
        return Start(folder, ["dotnet", Assembly.GetEntryAssembly()!.Location, .. arguments]);
    }

    /// <summary>Starts a program.</summary>
    /// <param name="folder">The folder it runs in.</param>
    /// <param name="command">Program and arguments.</param>
    /// <returns>The program, just started.</returns>
    public static Server Start(string folder, IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        return new Server(start);
    }

    /// <summary>Starts a mini-cluster, and waits until it answers.</summary>
    /// <param name="folder">The folder it runs in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The cluster, and a client of it.</returns>
    public static async Task<(Server Cluster, string Kubeconfig)> StartClusterAsync(
        string folder, CancellationToken cancellationToken)
    {
        var cluster = StartTarget(folder, "--target=ClusterRun");
        await cluster.SaysAsync("page  ", cancellationToken);
        return (cluster, Path.Combine(folder, "artifacts", "mini-cluster", "kubeconfig"));
    }

    /// <summary>Makes a client of a cluster.</summary>
    /// <param name="kubeconfig">Its kubeconfig.</param>
    /// <returns>The client.</returns>
    public static KubeClient Connect(string kubeconfig) =>
        new(KubeConfigLoader.Load(new KubeConfigOptions { Paths = [kubeconfig] }), TimeProvider.System);

    /// <summary>Waits until it has said something.</summary>
    /// <param name="words">The words.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What it has said by then.</returns>
    public async Task<string> SaysAsync(string words, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!Output().Contains(words, StringComparison.Ordinal))
        {
            if (_process.HasExited || TimeProvider.System.GetElapsedTime(began) > Limit)
            {
                throw new CakeException($"{_process.StartInfo.FileName} did not say '{words}':\n{Output()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, cancellationToken);
        }

        return Output();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // SIGTERM, which the base library cannot send: pods and workers must end with it.
            using var kill = Process.Start("kill", [_process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
            await _process.WaitForExitAsync(limit.Token);
        }

        _process.Dispose();
    }

    private string Output()
    {
        lock (_output)
        {
            return _output.ToString();
        }
    }

    private void Add(string? line)
    {
        lock (_output)
        {
            _output.Append(line).Append('\n');
        }
    }
}
