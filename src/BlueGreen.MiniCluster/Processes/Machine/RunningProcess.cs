using System.ComponentModel;
using System.Diagnostics;

namespace BlueGreen.MiniCluster.Processes.Machine;

/// <summary>One process of a container with all it started: its streams, its end, and the means to end it.</summary>
internal sealed class RunningProcess : IDisposable
{
    private readonly Process _process;
    private readonly ProcessLedger _ledger;

    private RunningProcess(Process process, ProcessLedger ledger)
    {
        _process = process;
        _ledger = ledger;
        Id = process.Id;
    }

    /// <summary>Gets the process id, which is its group's as well.</summary>
    public int Id { get; }

    /// <summary>Gets its standard input.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Gets its standard output.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Gets its standard error.</summary>
    public Stream Error => _process.StandardError.BaseStream;

    /// <summary>Starts a process and writes it down, so that a later run finds it if this one is killed.</summary>
    /// <param name="start">What to run.</param>
    /// <param name="ledger">Where it is written down.</param>
    /// <returns>The process.</returns>
    /// <exception cref="ProgramException">It could not be started.</exception>
    public static RunningProcess Start(ProcessStart start, ProcessLedger ledger)
    {
        try
        {
            var process = Process.Start(start.ToStartInfo())
                ?? throw new ProgramException(126, "exec: nothing was started");
            WriteDown(process, ledger);
            return new RunningProcess(process, ledger);
        }
        catch (Win32Exception error)
        {
            throw new ProgramException(126, $"exec: \"{start.Command[0]}\": {error.Message}");
        }
    }

    // A process that nobody would find after a crash must not run.
    private static void WriteDown(Process process, ProcessLedger ledger)
    {
        try
        {
            ledger.Add(process.Id);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Signals.Send(process.Id, Signals.Kill, ProcessStart.HasGroups);
            process.Dispose();
            throw new ProgramException(126, $"the list of processes cannot be written: {error.Message}");
        }
    }

    /// <summary>Waits for the end; what the process left behind in its group is killed then.</summary>
    /// <param name="cancellationToken">Ends the wait, not the process.</param>
    /// <returns>The exit code; 128 and the signal's number when a signal ended it.</returns>
    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        Signals.KillGroup(Id);

        _ledger.Remove(Id);
        return _process.ExitCode;
    }

    /// <summary>Sends a signal to the process and its group; a kill, to all that it has started.</summary>
    /// <param name="signal">The signal.</param>
    public void Signal(int signal)
    {
        if (!_process.HasExited)
        {
            // A program with a terminal has a session of its own. While its parent lives it can still be found.
            foreach (var child in signal == Signals.Kill ? ProcessTree.Below(Id) : [])
            {
                Signals.Send(child, signal, ProcessStart.HasGroups);
            }

            Signals.Send(Id, signal, ProcessStart.HasGroups);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();
}
