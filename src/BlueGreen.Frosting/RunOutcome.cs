using BlueGreen.Errors;

namespace BlueGreen.Frosting;

/// <summary>What the process will exit with, kept outside Cake: Cake turns every error of a task into 1.</summary>
public sealed class RunOutcome : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Gets the exit code that a task asked for; null when none did.</summary>
    public ExitCode? ExitCode { get; private set; }

    /// <summary>Gets a token that is cancelled by SIGINT, SIGTERM and SIGHUP.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Records the exit code of a failure; the first one counts.</summary>
    /// <param name="exitCode">The exit code.</param>
    public void Fail(ExitCode exitCode) => ExitCode ??= exitCode;

    /// <summary>Records a signal and stops what runs.</summary>
    /// <param name="exitCode">130 or 143.</param>
    public void Stop(ExitCode exitCode)
    {
        ExitCode = exitCode;
        _stop.Cancel();
    }

    /// <summary>Says that being stopped is how this target ends well.</summary>
    public void EndWell() => ExitCode = Errors.ExitCode.Done;

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
