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

    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private CancellationTokenRegistration _registration;

    /// <summary>Begins to read what it prints.</summary>
    /// <param name="onOutput">Gets each line of stdout, or null to keep them for the caller.</param>
    /// <param name="onError">Gets each line of stderr.</param>
    public void Read(Action<string>? onOutput, Action<string> onError)
    {
        process.OutputDataReceived += (_, data) => Take(data.Data, onOutput ?? _output.Add);
        process.ErrorDataReceived += (_, data) => Take(data.Data, onError + _errors.Add);
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

        // Waits for the ends of its streams too.
        process.WaitForExit();
    }

    /// <inheritdoc/>
    public bool WaitForExit(int milliseconds) => process.WaitForExit(milliseconds);

    /// <inheritdoc/>
    public int GetExitCode() => process.ExitCode;

    /// <inheritdoc/>
    public IEnumerable<string> GetStandardError() => _errors;

    /// <inheritdoc/>
    public IEnumerable<string> GetStandardOutput() => _output;

    /// <inheritdoc/>
    public void Kill() => process.Kill(entireProcessTree: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        process.Dispose();
    }

    private static void Take(string? line, Action<string> take)
    {
        if (line is not null)
        {
            take(line);
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
