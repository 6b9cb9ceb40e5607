using System.Text;
using BlueGreen.Ci;
using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Frosting.Output;
using BlueGreen.Frosting.Output.Voices;
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
    private readonly Lazy<CiLog> _ci;

    /// <summary>Initializes a new instance of the <see cref="BlueGreenContext"/> class.</summary>
    /// <param name="context">Cake's own context.</param>
    /// <param name="outcome">Takes the exit code.</param>
    public BlueGreenContext(ICakeContext context, RunOutcome outcome)
        : base(context)
    {
        Outcome = outcome;
        _inputs = new Lazy<ReleaseInputs>(() => ReleaseInputs.Load(ReleaseInputs.SourceOf(this)));
        _ci = new Lazy<CiLog>(() => new CiLog(
            CiVoice.Of(CiSystems.Of(Process.Variables)), Printable, Tell, TimeProvider.System) { IsQuiet = IsQuiet });
    }

    /// <summary>Gets the options and the release; loaded and validated as a whole at the first use.</summary>
    /// <exception cref="ReleaseException">Something the user wrote is wrong; all of it is told at
    /// once.</exception>
    public ReleaseInputs Inputs
    {
        get
        {
            try
            {
                return _inputs.Value;
            }
            catch (ReleaseException refused)
            {
                // A user's own task may ask as well: Cake alone would exit with 1 for it.
                Outcome.Fail(refused.ExitCode);
                throw;
            }
        }
    }

    /// <summary>Gets what the run has from its process.</summary>
    internal ProcessEnvironment Process =>
        (ProcessEnvironment)ServiceProvider.GetService(typeof(ProcessEnvironment))!;

    /// <summary>Gets what tells the CI system of this run what to fold and what to show on its page.</summary>
    internal CiLog Ci => _ci.Value;

    /// <summary>Gets where exit code and signals are kept.</summary>
    public RunOutcome Outcome { get; }

    /// <summary>Gets a token that is cancelled by SIGINT and SIGTERM.</summary>
    public CancellationToken Stopping => Outcome.Stopping;

    /// <summary>Gets a value indicating whether only the plan is wanted.</summary>
    public bool IsDryRun => Arguments.HasArgument(CommandLine.DryRunArgument);

    /// <summary>
    /// Gets the folder for reports of a target: <c>artifacts/{target}</c> below the working directory.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <returns>The path.</returns>
    public string ReportFolder(string target) =>
        Path.Combine(Environment.WorkingDirectory.FullPath, "artifacts", target);

    /// <summary>Writes lines for people: secrets masked, and nothing that a terminal or a CI system obeys.</summary>
    /// <param name="text">The text.</param>
    public void Say(string text)
    {
        try
        {
            Log.Information("{0}", Printable(text));
        }
        catch (IOException)
        {
            // Nobody can read it any more: a full disk behind stdout. The release goes on; its journal has the same.
        }
    }

    /// <summary>Writes a warning for people, also on the page of the CI run.</summary>
    /// <param name="text">The warning.</param>
    internal void Warn(string text)
    {
        Say($"  warning: {text}");
        Ci.Warn(text);
    }

    /// <summary>Writes a failure for people, also on the page of the CI run: what, why, what next.</summary>
    /// <param name="error">The failure.</param>
    internal void Complain(ReleaseException error)
    {
        Ci.Fail(error);
        try
        {
            Log.Error("{0}", Printable(ErrorText.Of(error)));
        }
        catch (IOException)
        {
            // As above; the exit code still says it.
        }
    }

    /// <summary>Writes a JSON document for machines to stdout, past Cake's log and its colors. Signs that some CI
    /// systems obey wherever they stand are written as JSON's escapes of them: the same document.</summary>
    /// <param name="text">The document.</param>
    /// <returns>A task that ends when it is written.</returns>
    internal async Task WriteDocumentAsync(string text)
    {
        await using var stdout = Process.OpenStdout();
        var plain = Mask(text).Replace("##", @"\u0023\u0023", StringComparison.Ordinal);
        await stdout.WriteAsync(Encoding.UTF8.GetBytes(plain + "\n"), Stopping);
    }

    /// <summary>Makes a text fit to be shown.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text as <see cref="Say"/> writes it.</returns>
    internal string Printable(string text) => PlainText.Of(Mask(text));

    private bool IsQuiet => Log.Verbosity < Verbosity.Normal;

    /// <summary>Writes a line that the CI system obeys: as it is, for a color or a prefix would break it.</summary>
    private void Tell(string line)
    {
        try
        {
            if (IsQuiet)
            {
                // Stdout may belong to a document for machines.
                StandardOutput.WriteError(line);
                return;
            }

            using var stdout = Process.OpenStdout();
            stdout.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
        catch (IOException)
        {
            // As in Say: nobody can read it any more.
        }
    }

    private string Mask(string text) => _inputs.IsValueCreated ? Inputs.Masker.Apply(text) : text;
}
