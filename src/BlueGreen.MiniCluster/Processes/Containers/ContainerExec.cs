using System.Text;
using BlueGreen.MiniCluster.Processes.Machine;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>Runs commands beside a container's process, with its variables and in its folder.</summary>
/// <param name="ledger">Writes the processes down.</param>
internal sealed class ContainerExec(ProcessLedger ledger)
{
    private const int MaxOutput = 4096;

    /// <summary>Runs a command and connects its streams.</summary>
    /// <param name="run">The container's run.</param>
    /// <param name="request">What to run, and its streams.</param>
    /// <param name="cancellationToken">Kills the command.</param>
    /// <returns>The exit code; 126 or 127, with a message on standard error, when the program cannot be
    /// started.</returns>
    public async Task<int> RunAsync(ContainerRun run, ExecRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var start = run.Start with { Command = request.Command };
            using var process = RunningProcess.Start(request.IsTerminal ? Terminal.Open(start) : start, ledger);
            await using var follower = run.Ended.Register(() => process.Signal(Signals.Kill));
            return await ConnectAsync(process, request, cancellationToken);
        }
        catch (ProgramException error)
        {
            var message = "OCI runtime exec failed: exec failed: unable to start container process: " +
                $"{error.Message}: unknown\n";
            await request.Error.WriteAsync(Encoding.UTF8.GetBytes(message), cancellationToken);
            return error.ExitCode;
        }
    }

    /// <summary>Runs a command for the cluster itself, as a probe or a hook.</summary>
    /// <param name="run">The container's run.</param>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Kills the command.</param>
    /// <returns>Null when it answered 0, otherwise what it printed.</returns>
    public async Task<string?> TryAsync(
        ContainerRun run, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        using var output = new BoundedStream(MaxOutput);
        var request = new ExecRequest(command, Input: null, output, output, IsTerminal: false);
        var exitCode = await RunAsync(run, request, cancellationToken);
        return exitCode == 0 ? null : $"command exited with {exitCode}: {output.ToText()}";
    }

    private static async Task<int> ConnectAsync(
        RunningProcess process, ExecRequest request, CancellationToken cancellationToken)
    {
        await using var killer = cancellationToken.Register(() => process.Signal(Signals.Kill));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var input = FeedAsync(process, request.Input, isClosed: true, ended.Token);
        var output = Task.WhenAll(
            process.Output.CopyToAsync(request.Output, cancellationToken),
            process.Error.CopyToAsync(request.Error, cancellationToken));
        var exitCode = await process.WaitAsync(CancellationToken.None);
        await output;
        await ended.CancelAsync();
        await input.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return exitCode;
    }

    /// <summary>Hands to a process what a client types.</summary>
    /// <param name="process">The process.</param>
    /// <param name="input">From where, or null for nothing.</param>
    /// <param name="isClosed">Whether the process's input ends with the client's.</param>
    /// <param name="cancellationToken">Cancelled when the process has ended.</param>
    /// <returns>When the client has typed all.</returns>
    public static async Task FeedAsync(
        RunningProcess process, Stream? input, bool isClosed, CancellationToken cancellationToken)
    {
        try
        {
            await using var target = isClosed ? process.Input : null;
            if (input is not null)
            {
                var buffer = new byte[8192];
                while (await input.ReadAsync(buffer, cancellationToken) is > 0 and var count)
                {
                    await process.Input.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                    await process.Input.FlushAsync(cancellationToken);
                }
            }
        }
        catch (IOException)
        {
            // The command did not want to read to the end.
        }
    }
}
