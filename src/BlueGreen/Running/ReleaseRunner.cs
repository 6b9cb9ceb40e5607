using BlueGreen.Errors;
using BlueGreen.Planning;
using BlueGreen.Steps;

namespace BlueGreen.Running;

/// <summary>Runs a plan, step by step. All control flow of a release is in this file.</summary>
/// <remarks>
/// First every step is asked whether it would be refused: such a plan ends with nothing touched.
/// For each step: (1) observe; (2) if done, say so and go on; (3) say that it starts; (4) apply; (5) observe again;
/// (6) say that it is done. A resumed release is the same loop: (1) finds the finished steps done. When a step fails,
/// its phase says what follows: Prepare cleans up, Switch goes back, Settle only reports.
/// </remarks>
public sealed class ReleaseRunner(
    StepHandlers handlers, IReleaseObserver observer, RunIdentity run, TimeProvider timeProvider)
{
    private readonly StepLook _look = new(handlers, timeProvider);
    private RunProgress? _progress;
    private bool _isBegun;

    /// <summary>Does every step that is not already done.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Stops the release; a change already sent is found by the next run.</param>
    /// <returns>A task that ends when every step is done.</returns>
    /// <exception cref="ReleaseException">
    /// A step failed; <see cref="ReleaseException.ExitCode"/> says what is live.
    /// </exception>
    public async Task RunAsync(ReleasePlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _progress = new RunProgress(plan, Course.Ahead, Step: null, Failure: null);
        await TellAsync(null, StepEventKind.Planned, plan.Summary, cancellationToken);
        if (await RunStepsAsync(_progress, CheckStepAsync, cancellationToken) is { } refused)
        {
            throw Failures.BeforeSwitch(plan, refused.Error, "Nothing was touched.");
        }

        var failure = await RunStepsAsync(_progress, RunStepAsync, cancellationToken);
        if (failure is null)
        {
            return;
        }

        var (step, error) = failure.Value;
        _progress = new RunProgress(plan, Course.Ahead, step, error);
        throw step.Phase switch
        {
            StepPhase.Prepare => await CleanUpAsync(plan, step, error, cancellationToken),
            StepPhase.Switch => await GoBackAsync(plan, step, error, cancellationToken),
            StepPhase.Settle => Failures.LeftOver(plan, step, error),
            _ => throw new ArgumentOutOfRangeException(nameof(plan), step.Phase, "No meaning for this phase."),
        };
    }

    /// <summary>Says what a run comes to that was stopped because it lost its lease.</summary>
    /// <param name="cause">What stopped it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What the process ends with; the exit code says what is live.</returns>
    internal async Task<ReleaseException> JudgeLostLeaseAsync(Exception cause, CancellationToken cancellationToken) =>
        await new LostLease(_look).JudgeAsync(_progress!, cause, cancellationToken);

    /// <summary>Observes every step and tells what would be done. Changes nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>A task that ends when every step was observed.</returns>
    public async Task DryRunAsync(ReleasePlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var step in plan.Steps)
        {
            var seen = await handlers.Of(step).ObserveAsync(step, cancellationToken);
            var kind = seen.IsDone ? StepEventKind.AlreadyDone : StepEventKind.Would;
            await TellAsync(step, kind, seen.Seen, cancellationToken);
        }
    }

    private async Task<(ReleaseStep Step, ReleaseException Error)?> RunStepsAsync(
        RunProgress progress, Func<ReleaseStep, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        foreach (var step in progress.Plan.Steps)
        {
            _progress = progress with { Step = step };
            try
            {
                await WithinLimitAsync(step, act, cancellationToken);
            }
            catch (ReleaseException error)
            {
                await TryTellAsync(step, StepEventKind.Failed, error.Reason, cancellationToken);
                return (step, error);
            }
        }

        return null;
    }

    private Task CheckStepAsync(ReleaseStep step, CancellationToken cancellationToken) =>
        handlers.Of(step).CheckAsync(step, cancellationToken);

    private async Task WithinLimitAsync(
        ReleaseStep step, Func<ReleaseStep, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(step.Timeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await act(step, either.Token);
        }
        catch (OperationCanceledException cancelled)
            when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw await TimedOutAsync(step, cancelled, cancellationToken);
        }
    }

    private async Task RunStepAsync(ReleaseStep step, CancellationToken cancellationToken)
    {
        var handler = handlers.Of(step);

        // Steps 1 and 2 of the remarks: what is done already is left alone.
        var before = await handler.ObserveAsync(step, cancellationToken);
        if (before.IsDone)
        {
            await TellOfStepAsync(step, StepEventKind.AlreadyDone, before.Seen, cancellationToken);
            return;
        }

        // Steps 3 and 4: the journal hears of the change before the world does.
        await TellOfStepAsync(step, StepEventKind.Started, before.Seen, cancellationToken);
        _isBegun |= step is DeployColor;
        await handler.ApplyAsync(step, cancellationToken);

        // Steps 5 and 6: nothing counts as done until it was seen.
        var after = await handler.ObserveAsync(step, cancellationToken);
        if (!after.IsDone)
        {
            throw Failures.NotTaken(step, after);
        }

        await TellOfStepAsync(step, StepEventKind.Done, after.Seen, cancellationToken);
    }

    private async Task<ReleaseException> TimedOutAsync(
        ReleaseStep step, Exception cancelled, CancellationToken cancellationToken)
    {
        // What is there now is the best evidence of why it took too long. The reading has the limit of the step too.
        var (seen, unreadable) = await _look.AtAsync(step, cancelled, cancellationToken);
        return Failures.TimedOut(step, unreadable?.Problem ?? seen.Seen, cancelled);
    }

    /// <summary>A Prepare step failed: users were never touched, and what was half deployed is removed unless it is
    /// kept.</summary>
    private async Task<ReleaseException> CleanUpAsync(
        ReleasePlan plan, ReleaseStep failed, ReleaseException error, CancellationToken cancellationToken)
    {
        // Begun by this run, or found half done by an earlier one: then the failed step comes after the deploy.
        var isBegun = _isBegun || plan.Steps.TakeWhile(step => step != failed).Any(step => step is DeployColor);
        if (plan.CleanUp is not { } cleanUp || !isBegun || error is Ports.RouteChangedException)
        {
            return Failures.BeforeSwitch(plan, error, "Users were never touched.");
        }

        await TryTellAsync(null, StepEventKind.Planned, cleanUp.Summary, cancellationToken);
        var cleaning = new RunProgress(cleanUp, Course.CleaningUp, Step: null, error);
        return await RunStepsAsync(cleaning, RunStepAsync, cancellationToken) is { } second
            ? Failures.BeforeSwitch(
                plan,
                error,
                "Users were never touched, but cleaning up failed too: " +
                $"{second.Error.Problem} {second.Error.Reason}")
            : Failures.BeforeSwitch(plan, error, "Users were never touched, and what was deployed is removed again.");
    }

    /// <summary>A Switch step failed: if the switch took, users go back to where they came from.</summary>
    private async Task<ReleaseException> GoBackAsync(
        ReleasePlan plan, ReleaseStep failed, ReleaseException error, CancellationToken cancellationToken)
    {
        var made = plan.Steps.OfType<SwitchRoute>().First();
        var (seen, unreadable) = await _look.AtAsync(made, error, cancellationToken);
        if (unreadable is not null)
        {
            return Failures.Unknown(plan, error, unreadable);
        }

        // A route that somebody else wrote first is not ours to take back.
        if (!seen.IsDone || (failed == made && error is Ports.RouteChangedException))
        {
            return Failures.BeforeSwitch(plan, error, $"Users were not moved by this run: {seen.Seen}.");
        }

        if (plan.WayBack is not { } wayBack)
        {
            return Failures.NoWayBack(failed, error, seen.Seen);
        }

        await TryTellAsync(null, StepEventKind.Planned, wayBack.Summary, cancellationToken);
        var goingBack = new RunProgress(wayBack, Course.GoingBack, Step: null, error);
        return await RunStepsAsync(goingBack, RunStepAsync, cancellationToken) is { } second
            ? await WayBackFailedAsync(wayBack, error, second, cancellationToken)
            : Failures.WentBack(error, wayBack);
    }

    private async Task<ReleaseException> WayBackFailedAsync(
        ReleasePlan wayBack,
        ReleaseException error,
        (ReleaseStep Step, ReleaseException Error) second,
        CancellationToken cancellationToken)
    {
        if (second.Step.Phase is StepPhase.Settle)
        {
            return Failures.WentBack(error, wayBack, $" Then '{second.Step.Title}' failed: {second.Error.Problem}");
        }

        var (seen, unreadable) = await _look.AtAsync(
            wayBack.Steps.OfType<SwitchRoute>().First(), error, cancellationToken);
        return Failures.WayBackFailed(error, second.Error, unreadable?.Problem ?? $"{seen.Seen}.");
    }

    /// <summary>Tells of a step. A journal that cannot be written stops a run, but never keeps users from going back:
    /// the route itself says where they came from.</summary>
    private Task TellOfStepAsync(
        ReleaseStep step, StepEventKind kind, string detail, CancellationToken cancellationToken) =>
        _progress is { Course: Course.GoingBack }
            ? TryTellAsync(step, kind, detail, cancellationToken)
            : TellAsync(step, kind, detail, cancellationToken);

    /// <summary>Tells of something that is worse than a journal that fails too.</summary>
    private async Task TryTellAsync(
        ReleaseStep? step, StepEventKind kind, string detail, CancellationToken cancellationToken)
    {
        try
        {
            await TellAsync(step, kind, detail, cancellationToken);
        }
        catch (ReleaseException)
        {
            // The failure itself is on its way to the caller, and says more than the journal's.
        }
    }

    private Task TellAsync(ReleaseStep? step, StepEventKind kind, string detail, CancellationToken cancellationToken) =>
        observer.OnAsync(
            new StepEvent(run.ReleaseId, run.RunId, step?.Key ?? "plan", kind, timeProvider.GetUtcNow(), detail)
            {
                Title = step?.Title,
            },
            cancellationToken);
}
