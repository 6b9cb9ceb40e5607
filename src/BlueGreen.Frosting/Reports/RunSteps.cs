using System.Collections.Immutable;
using BlueGreen.Planning;
using BlueGreen.Running;
using BlueGreen.Steps;

namespace BlueGreen.Frosting.Reports;

/// <summary>Makes one row a step out of the events of a run. Pure.</summary>
internal static class RunSteps
{
    /// <summary>Makes the rows of a run.</summary>
    /// <param name="record">The run.</param>
    /// <returns>The run as a report shows it.</returns>
    public static ReportRun Of(RunRecord record)
    {
        var plans = new[] { record.Plan, record.Plan?.CleanUp, record.Plan?.WayBack }.OfType<ReleasePlan>().ToList();
        var phases = plans.SelectMany(plan => plan.Steps)
            .DistinctBy(step => step.Title, StringComparer.Ordinal)
            .ToDictionary(step => step.Title, step => step.Phase.ToString(), StringComparer.Ordinal);
        var steps = Happened(record, phases);
        var reached = steps.Select(step => step.Title).ToHashSet(StringComparer.Ordinal);
        var missed = (record.Plan?.Steps ?? []).Where(step => !reached.Contains(step.Title)).Select(NotReached);
        return new ReportRun(
            record.Title,
            record.Plan?.Summary ?? "refused before there was a plan",
            record.Time.EndedAt - record.Time.BeganAt,
            record.Error is null && !steps.Exists(step => step.Outcome is StepOutcome.Failed or StepOutcome.Stopped),
            [.. steps, .. missed]);
    }

    private static List<ReportStep> Happened(RunRecord record, Dictionary<string, string> phases)
    {
        var steps = new List<ReportStep>();
        StepEvent? started = null;
        foreach (var each in record.Events)
        {
            if (each.Kind == StepEventKind.Started)
            {
                started = each;
            }
            else if (OutcomeOf(each.Kind) is { } outcome && (each.Title ?? started?.Title) is { } title)
            {
                var began = started?.At ?? each.At;
                var phase = phases.GetValueOrDefault(title, string.Empty);
                steps.Add(new ReportStep(title, phase, outcome, Since(record, began), each.At - began, each.Detail));
                started = null;
            }
        }

        return steps;
    }

    private static TimeSpan Since(RunRecord record, DateTimeOffset at) =>
        at > record.Time.BeganAt ? at - record.Time.BeganAt : TimeSpan.Zero;

    private static ReportStep NotReached(ReleaseStep step) =>
        new(step.Title, step.Phase.ToString(), StepOutcome.NotReached, TimeSpan.Zero, TimeSpan.Zero, string.Empty);

    private static StepOutcome? OutcomeOf(StepEventKind kind) => kind switch
    {
        StepEventKind.AlreadyDone => StepOutcome.AlreadyDone,
        StepEventKind.Done => StepOutcome.Done,
        StepEventKind.Failed => StepOutcome.Failed,
        StepEventKind.Stopped => StepOutcome.Stopped,
        StepEventKind.Planned or StepEventKind.Would or StepEventKind.Started or StepEventKind.Witnessed => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No outcome for this kind of event."),
    };
}
