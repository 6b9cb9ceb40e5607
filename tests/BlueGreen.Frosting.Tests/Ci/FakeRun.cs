using BlueGreen.Ci;
using BlueGreen.Errors;
using BlueGreen.Frosting.Output;
using BlueGreen.Frosting.Output.Voices;
using BlueGreen.Frosting.Reports;
using BlueGreen.Frosting.Sessions;
using BlueGreen.Planning;
using BlueGreen.Running;
using BlueGreen.Steps;
using BlueGreen.Testing;

namespace BlueGreen.Frosting.Tests.Ci;

/// <summary>
/// One run of a target as a session tells it: the plan, the events, the failure, the last words, the report. The world
/// is made up; what tells of it is what tells of a real one.
/// </summary>
internal sealed class FakeRun : IAsyncDisposable
{
    private readonly FakeClock _clock = new();
    private readonly List<string> _lines = [];
    private readonly CiSystem _system;
    private readonly CiLog _log;
    private readonly ConsoleObserver _observer;
    private readonly RunRecorder _recorder;

    public FakeRun(CiSystem system, string target)
    {
        _system = system;
        _log = new CiLog(CiVoice.Of(system), PlainText.Of, _lines.Add, _clock);
        _observer = new ConsoleObserver(Say, _log, _clock);
        _recorder = new RunRecorder(target, "v2.0-green", _clock);
    }

    /// <summary>Gets everything that stood in the log; control characters as pictures.</summary>
    public string Log => string.Concat(_lines.Select(line => line + "\n"))
        .Replace('\e', '␛').Replace("\r", "␍", StringComparison.Ordinal);

    /// <summary>Gets the report in Markdown.</summary>
    public string Report { get; private set; } = string.Empty;

    public async Task PlanAsync(ReleasePlan plan)
    {
        _recorder.Planned(plan);
        await _observer.PlannedAsync(plan);
        await TellAsync("plan", "plan", StepEventKind.Planned, plan.Summary);
    }

    public async Task StepAsync(ReleaseStep step, string seen, StepEventKind end = StepEventKind.Done)
    {
        if (end != StepEventKind.AlreadyDone)
        {
            await TellAsync(step.Key, step.Title, StepEventKind.Started, "not yet");
            _clock.Advance(TimeSpan.FromSeconds(0.5));
        }

        await TellAsync(step.Key, step.Title, end, seen);
    }

    public Task PlanAgainAsync(ReleasePlan plan) =>
        TellAsync("plan", "plan", StepEventKind.Planned, $"the switch cannot be proven: {plan.Summary}");

    public ValueTask DisposeAsync() => _observer.DisposeAsync();

    public void Warn(string text)
    {
        Say($"  warning: {text}");
        _log.Warn(text);
    }

    public void Watch(WatchedSwitch watched) => Switches.Add(watched);

    public async Task EndAsync(StatusReport? status, ReleaseException? error = null)
    {
        await _observer.DisposeAsync();
        if (error is not null)
        {
            _recorder.Failed(error);
        }

        var model = TargetReport.Of(
            _recorder.Close() with { Switches = [.. Switches] },
            status,
            new Buttons(_system, "1234567890", "v2.0-green"),
            _clock);
        Report = new MarkdownWriter(text => text) { DrawsMermaid = CiVoice.Of(_system).DrawsMermaid }.Write(model);
        _log.Conclude($"{model.Title}: {model.Headline}");
        foreach (var line in ClosingWords.Of(model, "/app/artifacts/run"))
        {
            Say(line);
        }

        _log.Summarize("/app/artifacts/run/report.md");
        if (error is not null)
        {
            _log.Fail(error);
            Say(ErrorText.Of(error));
        }
    }

    private List<WatchedSwitch> Switches { get; } = [];

    private void Say(string text) => _lines.Add(PlainText.Of(text));

    private async Task TellAsync(string key, string title, StepEventKind kind, string detail)
    {
        var told = new StepEvent("1234567890", "run", key, kind, _clock.GetUtcNow(), detail)
        {
            Title = kind == StepEventKind.Planned ? null : title,
        };
        await _observer.OnAsync(told, default);
        await _recorder.OnAsync(told, default);
    }
}
