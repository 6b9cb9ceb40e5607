using BlueGreen.Frosting.Inputs;
using BlueGreen.Frosting.Output;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting;

namespace BlueGreen.Frosting;

/// <summary>What every task gets: options, the release, where to write, when to stop.</summary>
/// <remarks>Nothing is read or connected before a task asks for it: Cake makes the context for <c>--tree</c>
/// too.</remarks>
public class BlueGreenContext : FrostingContext
{
    private readonly Lazy<ReleaseInputs> _inputs;

    /// <summary>Initializes a new instance of the <see cref="BlueGreenContext"/> class.</summary>
    /// <param name="context">Cake's own context.</param>
    /// <param name="outcome">Takes the exit code.</param>
    public BlueGreenContext(ICakeContext context, RunOutcome outcome)
        : base(context)
    {
        Outcome = outcome;
        _inputs = new Lazy<ReleaseInputs>(() => ReleaseInputs.Load(ReleaseInputs.SourceOf(this)));
    }

    /// <summary>Gets the options and the release; loaded and validated as a whole at the first use.</summary>
    /// <exception cref="Errors.ReleaseException">Something the user wrote is wrong; all of it is told at
    /// once.</exception>
    public ReleaseInputs Inputs => _inputs.Value;

    /// <summary>Gets where exit code and signals are kept.</summary>
    public RunOutcome Outcome { get; }

    /// <summary>Gets a token that is cancelled by SIGINT and SIGTERM.</summary>
    public CancellationToken Stopping => Outcome.Stopping;

    /// <summary>Gets a value indicating whether only the plan is wanted.</summary>
    public bool IsDryRun => Arguments.HasArgument(BlueGreenHost.DryRunArgument);

    /// <summary>
    /// Gets the folder for reports of a target: <c>artifacts/{target}</c> below the working directory.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <returns>The path.</returns>
    public string ReportFolder(string target) =>
        Path.Combine(Environment.WorkingDirectory.FullPath, "artifacts", target);

    /// <summary>Writes lines for people, secrets masked.</summary>
    /// <param name="text">The text.</param>
    public void Say(string text) => Log.Information("{0}", _inputs.IsValueCreated ? Inputs.Masker.Apply(text) : text);

    /// <summary>Writes a failure for people: what, why, what next.</summary>
    /// <param name="error">The failure.</param>
    internal void Complain(Errors.ReleaseException error)
    {
        var text = ErrorText.Of(error);
        Log.Error("{0}", _inputs.IsValueCreated ? Inputs.Masker.Apply(text) : text);
    }
}
