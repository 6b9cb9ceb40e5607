namespace Build.Comparing;

/// <summary>What users got while a step ran.</summary>
/// <param name="Pipeline">Whose step.</param>
/// <param name="Step">The step.</param>
/// <param name="Run">Which repetition, from 1.</param>
/// <param name="Requests">How many were sent.</param>
/// <param name="Lost">How many got another status than 2xx, or no answer.</param>
/// <param name="Wrong">How many were answered by a color that users must not reach then.</param>
/// <param name="Seconds">How long the step took.</param>
internal sealed record StepCount(
    string Pipeline, string Step, int Run, int Requests, int Lost, int Wrong, double Seconds)
{
    /// <summary>Counts.</summary>
    /// <param name="step">Whose step, and which.</param>
    /// <param name="answers">The answers while it ran.</param>
    /// <param name="allowed">The colors that users may reach while it runs.</param>
    /// <param name="duration">How long it took.</param>
    /// <returns>The figures.</returns>
    public static StepCount Of(
        (string Pipeline, string Title, int Run) step,
        IReadOnlyList<LoadAnswer> answers,
        IReadOnlyCollection<string> allowed,
        TimeSpan duration) => new(
            step.Pipeline,
            step.Title,
            step.Run,
            answers.Count,
            answers.Count(answer => answer.Color is null),
            answers.Count(answer => answer.Color is not null && !allowed.Contains(answer.Color, StringComparer.Ordinal)),
            Math.Round(duration.TotalSeconds, 1));
}
