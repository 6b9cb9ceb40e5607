using BlueGreen.Planning;
using BlueGreen.Ports;
using BlueGreen.Proving;
using BlueGreen.Running;

namespace BlueGreen.Steps;

/// <summary>What the handlers of one run share: the ports, the settings, and who is running.</summary>
/// <param name="Platform">The ports.</param>
/// <param name="Settings">How releases are made here.</param>
/// <param name="Run">Who is running.</param>
/// <param name="Time">The clock.</param>
public sealed record StepContext(Platform Platform, ReleaseSettings Settings, RunIdentity Run, TimeProvider Time)
    : IAsyncDisposable
{
    /// <summary>
    /// Gets what watches the data path across a switch; started by the switch, read by its proof and by the report.
    /// </summary>
    public SwitchWatches Watches { get; } = new();

    /// <summary>Gets the results of the smoke checks of this run, for the JUnit report.</summary>
    public IList<SmokeResult> SmokeResults { get; } = new List<SmokeResult>();

    /// <summary>Stops every watch.</summary>
    /// <returns>A task that ends when nothing of the run is left running.</returns>
    public ValueTask DisposeAsync() => Watches.DisposeAsync();

    /// <summary>Finds what an earlier run, or this one, witnessed of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="subject">What it must have been true of.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The newest event, or null.</returns>
    internal async Task<StepEvent?> FindWitnessAsync(
        ReleaseStep step, string subject, CancellationToken cancellationToken)
    {
        var events = await Platform.Log.ReadAsync(Run.ReleaseId, cancellationToken);
        return events.LastOrDefault(e => e.Kind == StepEventKind.Witnessed
            && string.Equals(e.StepKey, step.Key, StringComparison.Ordinal)
            && string.Equals(e.Subject, subject, StringComparison.Ordinal));
    }

    /// <summary>Writes down what was seen of a step that leaves no other trace.</summary>
    /// <param name="step">The step.</param>
    /// <param name="subject">What it is true of.</param>
    /// <param name="seen">The evidence, in words.</param>
    /// <param name="proof">What was measured, or null.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    /// <returns>A task that ends when the journal has it.</returns>
    internal Task WitnessAsync(
        ReleaseStep step, string subject, string seen, SwitchProof? proof, CancellationToken cancellationToken) =>
        Platform.Log.AppendAsync(
            new StepEvent(Run.ReleaseId, Run.RunId, step.Key, StepEventKind.Witnessed, Time.GetUtcNow(), seen)
            {
                Title = step.Title,
                Subject = subject,
                Proof = proof,
            },
            cancellationToken);
}

/// <summary>Who is running, under which lease.</summary>
/// <param name="ReleaseId">The release id.</param>
/// <param name="RunId">Unique to this process.</param>
/// <param name="Generation">The generation of the lease held; 0 where a target takes none.</param>
public sealed record RunIdentity(string ReleaseId, string RunId, long Generation);

/// <summary>How one smoke check ended.</summary>
/// <param name="Name">The check.</param>
/// <param name="Failure">Why it failed, or null when it passed; secrets masked.</param>
/// <param name="Duration">How long it took.</param>
public sealed record SmokeResult(string Name, string? Failure, TimeSpan Duration);
