namespace BlueGreen.Frosting.Reports;

/// <summary>Words that both writers use for steps.</summary>
internal static class StepWords
{
    private const int MostEvidence = 2_000;

    /// <summary>Gives the sign of an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>One character.</returns>
    public static string Sign(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Done => "✓",
        StepOutcome.AlreadyDone => "=",
        StepOutcome.Failed => "✕",
        StepOutcome.Stopped => "■",
        StepOutcome.NotReached => "○",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No sign for this outcome."),
    };

    /// <summary>Names an outcome for the style sheet.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>A class.</returns>
    public static string Css(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Done => "done",
        StepOutcome.AlreadyDone or StepOutcome.NotReached => "quiet",
        StepOutcome.Failed or StepOutcome.Stopped => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No style for this outcome."),
    };

    /// <summary>Words how long a step took.</summary>
    /// <param name="step">The step.</param>
    /// <returns>Seconds, or a dash for a step that did nothing.</returns>
    public static string Took(ReportStep step) =>
        step.Outcome is StepOutcome.NotReached or StepOutcome.AlreadyDone ? "–" : Words.Seconds(step.Duration);

    /// <summary>Words what was seen; what is very long is cut, after secrets are hidden: half of a secret is no
    /// longer known for one.</summary>
    /// <param name="step">The step.</param>
    /// <param name="mask">Hides secrets.</param>
    /// <returns>The evidence.</returns>
    public static string Evidence(ReportStep step, Func<string, string> mask) => step.Outcome switch
    {
        StepOutcome.NotReached => "not reached",
        StepOutcome.AlreadyDone => $"was so already: {Cut(mask(step.Evidence))}",
        StepOutcome.Done or StepOutcome.Failed or StepOutcome.Stopped => Cut(mask(step.Evidence)),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.Outcome, "No words for this outcome."),
    };

    private static string Cut(string text) => text.Length <= MostEvidence ? text : text[..MostEvidence] + " …";
}
