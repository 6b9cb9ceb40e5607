using BlueGreen.Options;
using BlueGreen.Errors;
using BlueGreen.Ports;
using BlueGreen.Proving;
using BlueGreen.Releases;

namespace BlueGreen.Steps.Handlers;

/// <summary>Runs every check, sees who answered, and fails once with all that failed.</summary>
internal sealed class RunSmokeTestHandler(StepContext context) : StepHandler<RunSmokeTest>
{
    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(RunSmokeTest step, CancellationToken cancellationToken)
    {
        var witness = await context.FindWitnessAsync(step, context.Run.RunId, cancellationToken);
        return new Observation(witness is not null, witness?.Detail ?? $"{step.Checks.Length} checks to run");
    }

    /// <inheritdoc/>
    protected override async Task ApplyAsync(RunSmokeTest step, CancellationToken cancellationToken)
    {
        context.SmokeResults.Clear();
        foreach (var check in step.Checks)
        {
            await RunAsync(check.Name, () => CheckAsync(step, check, cancellationToken));
        }

        await RunAsync($"cookie holders reach {step.Target.ToName()}", () => CheckTargetAsync(step, cancellationToken));
        await RunAsync("users without the cookie stay where they are", () => CheckOthersAsync(step, cancellationToken));
        var failed = context.SmokeResults.Where(result => result.Failure is not null).ToList();
        if (failed.Count > 0)
        {
            throw new ReleaseException(
                ExitCode.NotSwitched,
                $"{failed.Count} of {context.SmokeResults.Count} smoke checks failed on {step.Target.ToName()}.",
                string.Join(" ", failed.Select(result => $"{result.Name}: {result.Failure}.")),
                "Mend the release and run Deploy, or the check under smoke-test in bluegreen.yml and run SmokeTest " +
                    "again.");
        }

        await context.WitnessAsync(
            step, context.Run.RunId, $"{context.SmokeResults.Count} checks passed", null, cancellationToken);
    }

    private async Task RunAsync(string name, Func<Task<string?>> check)
    {
        var start = context.Time.GetTimestamp();
        var failure = await check();
        context.SmokeResults.Add(new SmokeResult(name, failure, context.Time.GetElapsedTime(start)));
    }

    private Task<string?> CheckAsync(RunSmokeTest step, SmokeCheck check, CancellationToken cancellationToken)
        => check switch
        {
            HttpCheck http => CheckHttpAsync(step, http, cancellationToken),
            CommandCheck command => CheckCommandAsync(step, command, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(check), check, "This kind of check is unknown."),
        };

    private async Task<string?> CheckHttpAsync(RunSmokeTest step, HttpCheck check, CancellationToken cancellationToken)
    {
        if (context.Platform.Probe is not { } probe)
        {
            return "there is no way through the data path, for bluegreen.yml says 'verify: none'";
        }

        var answer = await probe.CallAsync(new ProbeRequest(check.Path, WithCookie: true, NewConnection: false),
            cancellationToken);
        return SmokeVerdict.Of(check, answer, step.Target, step.Version);
    }

    private async Task<string?> CheckCommandAsync(RunSmokeTest step, CommandCheck check,
        CancellationToken cancellationToken)
    {
        var result = await context.Platform.Colors.RunAsync(step.Target, check.Command, cancellationToken);
        return result.ExitCode == 0 ? null : $"exit code {result.ExitCode}, last output: {result.Output.Trim()}";
    }

    /// <summary>Where versions can be seen, the tested one must be: an old version passes checks too.</summary>
    private async Task<string?> CheckTargetAsync(RunSmokeTest step, CancellationToken cancellationToken)
    {
        if (context.Platform.Probe is not { } probe || context.Settings.Verify is not { } verify)
        {
            return null;
        }

        var goal = new SwitchGoal(null, step.Target, step.Version, verify.Path, Consecutive: 1, verify.Pause);
        var answer = await probe.CallAsync(
            new ProbeRequest(verify.Path, WithCookie: true, NewConnection: false), cancellationToken);
        return goal.IsMet(answer)
            ? null
            : $"a call with the cookie got {answer.Describe()}, not version {step.Version ?? "(any)"} of " +
                $"{step.Target.ToName()}";
    }

    private async Task<string?> CheckOthersAsync(RunSmokeTest step, CancellationToken cancellationToken)
    {
        if (context.Platform.Probe is not { } probe || context.Settings.Verify is not { } verify)
        {
            return null;
        }

        var answer = await probe.CallAsync(
            new ProbeRequest(verify.Path, WithCookie: false, NewConnection: false), cancellationToken);
        return answer.Color == step.Live
            ? null
            : $"a call without the cookie got {answer.Describe()}, " +
              $"not {(step.Live is { } live ? live.ToName() : "the refusal before the first release")}";
    }
}
