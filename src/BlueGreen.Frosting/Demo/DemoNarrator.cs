using System.Globalization;
using BlueGreen.Frosting.Reports;
using BlueGreen.Running;

namespace BlueGreen.Frosting.Demo;

/// <summary>Tells the demo as a story: what comes next, each step in a line, and how users fare.</summary>
/// <param name="say">Writes lines.</param>
/// <param name="time">The clock.</param>
internal sealed class DemoNarrator(Action<string> say, TimeProvider time) : IReleaseObserver
{
    private long _startedAt = time.GetTimestamp();
    private int _number;

    /// <inheritdoc/>
    public Task OnAsync(StepEvent stepEvent, CancellationToken cancellationToken)
    {
        switch (stepEvent.Kind)
        {
            case StepEventKind.Started:
                _startedAt = time.GetTimestamp();
                break;
            case StepEventKind.Done:
                say(string.Create(CultureInfo.InvariantCulture, $"      {stepEvent.Title} ({Elapsed():0.0} s)"));
                break;
            case StepEventKind.Failed:
                say($"      FAILED {stepEvent.Title}: {stepEvent.Detail}");
                break;
            default:
                break;
        }

        return Task.CompletedTask;
    }

    /// <summary>Announces a stage.</summary>
    /// <param name="stage">The stage.</param>
    public void Begin(DemoStage stage) =>
        say($"\n[{++_number}/{DemoScript.All.Length}] {stage.Title}: {stage.Meaning}");

    /// <summary>Tells what is true after a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="samples">The requests until now; empty while there are no users.</param>
    public void End(DemoStage stage, IReadOnlyList<LoadSample> samples)
    {
        say($"    => {stage.Then}");
        var users = samples.Where(sample => sample.Kind != RequestKind.Tester).ToList();
        if (users.Count > 0)
        {
            var failed = users.Count(sample => sample.IsFailure);
            say($"       {Words.Count(users.Count)} user requests until now, {Words.Count(failed)} failed");
        }
    }

    private double Elapsed() => time.GetElapsedTime(_startedAt).TotalSeconds;
}
