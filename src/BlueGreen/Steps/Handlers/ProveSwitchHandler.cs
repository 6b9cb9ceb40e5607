using System.Globalization;
using BlueGreen.Errors;
using BlueGreen.Ports;
using BlueGreen.Proving;
using BlueGreen.Releases;

namespace BlueGreen.Steps.Handlers;

/// <summary>Waits until the data path shows the switch, and counts what failed on the way.</summary>
internal sealed class ProveSwitchHandler(StepContext context) : StepHandler<ProveSwitch>
{
    /// <summary>Says in one clause what was measured.</summary>
    public static string Words(SwitchProof proof) => string.Create(
        CultureInfo.InvariantCulture,
        $"{proof.Requests} requests sent, {proof.Failed} failed; first answer of the new color after " +
            $"{Ms(proof.FirstNewMs)}, "
        + $"last of the old after {Ms(proof.LastOldMs)}");

    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(ProveSwitch step, CancellationToken cancellationToken)
    {
        var route = await context.Platform.Route.ObserveAsync(cancellationToken);
        var witness = await context.FindWitnessAsync(step, route.Stamp.SwitchKey, cancellationToken);
        return new Observation(witness is not null, witness?.Detail ?? "not proven yet");
    }

    /// <inheritdoc/>
    protected override async Task ApplyAsync(ProveSwitch step, CancellationToken cancellationToken)
    {
        var verify = context.Settings.Verify!;
        var watch = context.Watches.Find(step.To) ?? Resume(step);
        try
        {
            await watch.AwaitVerdictAsync(cancellationToken);
        }
        catch (OperationCanceledException cancelled)
        {
            throw new OperationCanceledException(
                $"Last answers: {watch.DescribeLast()}.", cancelled, cancellationToken);
        }

        var proof = watch.Measure();

        // A rollback leaves a color that may well be failing: its failures are counted, and never hold users back
        // there.
        if (!step.IsRollback && proof.Failed > verify.MaxFailed)
        {
            throw new ReleaseException(
                ExitCode.NeedsOperator,
                $"{proof.Failed} requests failed while users moved to {step.To.ToName()}.",
                $"{Words(proof)}.",
                "Find out why they failed (see the report); raise verify.max-failed only if such failures are " +
                    "acceptable.");
        }

        var route = await context.Platform.Route.ObserveAsync(cancellationToken);
        await context.WitnessAsync(step, route.Stamp.SwitchKey, Words(proof), proof, cancellationToken);
    }

    private static string Ms(double? milliseconds) =>
        milliseconds is { } ms ? string.Create(CultureInfo.InvariantCulture, $"{ms:0.#} ms") : "(none seen)";

    /// <summary>
    /// The process that switched is gone: look now, although nobody can tell any more how the switch itself went.
    /// </summary>
    private SwitchWatch Resume(ProveSwitch step)
    {
        var verify = context.Settings.Verify!;
        var goal = new SwitchGoal(step.From, step.To, step.Version, verify.Path, verify.Consecutive, verify.Pause)
        {
            MaxFailed = step.IsRollback ? int.MaxValue : verify.MaxFailed,
        };
        var watch = SwitchWatch.Start(context.Platform.Probe!, goal, context.Time);
        watch.MarkResumed();
        context.Watches.Add(watch);
        return watch;
    }
}
