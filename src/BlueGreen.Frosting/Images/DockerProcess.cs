using System.Diagnostics;
using System.Runtime.InteropServices;
using Cake.Core.IO;

namespace BlueGreen.Frosting.Images;

/// <summary>One run of the docker program, which ends when we are told to end.</summary>
/// <param name="process">The process, started, its streams redirected.</param>
/// <param name="time">Counts the time it has for ending by itself.</param>
/// <param name="stopping">Says that it must end.</param>
internal sealed partial class DockerProcess(Process process, TimeProvider time, CancellationToken stopping) : IProcess
{
    private const int Terminate = 15;
    private const int LookEveryMs = 100;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OutputLimit = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private int _openStreams = 2;
    private CancellationTokenRegistration _registration;

    /// <summary>Begins to read what it prints.</summary>
    /// <param name="onOutput">Gets each line of stdout, or null to keep them for the caller.</param>
    /// <param name="onError">Gets each line of stderr.</param>
    public void Read(Action<string>? onOutput, Action<string> onError)
    {
        process.OutputDataReceived += (_, data) => Take(data.Data, onOutput, onOutput is null ? _output : null);
        process.ErrorDataReceived += (_, data) => Take(data.Data, onError, _errors);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _registration = stopping.Register(AskToEnd);
    }

    /// <inheritdoc/>
    public void WaitForExit()
    {
        while (!WaitForExit(LookEveryMs) && !stopping.IsCancellationRequested)
        {
        }

        var askedAt = time.GetTimestamp();
        while (!WaitForExit(LookEveryMs))
        {
            if (time.GetElapsedTime(askedAt) > StopLimit)
            {
                Kill();
            }
        }

        AwaitOutput();
    }

    /// <inheritdoc/>
    public bool WaitForExit(int milliseconds) => process.WaitForExit(milliseconds);

    /// <inheritdoc/>
    public int GetExitCode() => process.ExitCode;

    /// <inheritdoc/>
    public IEnumerable<string> GetStandardError() => LinesOf(_errors);

    /// <inheritdoc/>
    public IEnumerable<string> GetStandardOutput() => LinesOf(_output);

    /// <inheritdoc/>
    public void Kill() => process.Kill(entireProcessTree: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        process.Dispose();
    }

    private string[] LinesOf(List<string> lines)
    {
        lock (_lock)
        {
            return [.. lines];
        }
    }

    private void Take(string? line, Action<string>? take, List<string>? keep)
    {
        if (line is null)
        {
            Interlocked.Decrement(ref _openStreams);
            return;
        }

        lock (_lock)
        {
            keep?.Add(line);
        }

        take?.Invoke(line);
    }

    // A helper that docker left running may hold the streams open for ever: then what has come is all.
    private void AwaitOutput()
    {
        var endedAt = time.GetTimestamp();
        var pause = default(SpinWait);
        while (Volatile.Read(ref _openStreams) > 0
            && !stopping.IsCancellationRequested
            && time.GetElapsedTime(endedAt) < OutputLimit)
        {
            pause.SpinOnce();
        }
    }

    // Docker tells its daemon to stop when it is asked to end, not when it is killed.
    private void AskToEnd()
    {
        if (process.HasExited)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Kill();
        }
        else
        {
            _ = Send(process.Id, Terminate);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Send(int processId, int signal);
}
