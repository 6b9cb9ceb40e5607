using System.Text;
using BlueGreen.Errors;
using BlueGreen.Frosting.Output;
using BlueGreen.Frosting.Reports;
using BlueGreen.Planning;
using BlueGreen.Running;
using BlueGreen.Steps;

namespace BlueGreen.Frosting.Sessions;

/// <summary>Keeps what a target did in files: the journal, the smoke test for CI systems, the report.</summary>
/// <param name="files">Writes the report.</param>
/// <param name="recorder">Keeps what the report needs.</param>
/// <param name="folder">The folder.</param>
/// <param name="buttons">Names what to press next.</param>
internal sealed class TargetReports(
    ReportFiles files, RunRecorder recorder, ReportFolder folder, Buttons buttons) : IReleaseObserver
{
    private readonly MaskedJournal _journal = new(folder.Path, folder.Masker);

    /// <inheritdoc/>
    public async Task OnAsync(StepEvent stepEvent, CancellationToken cancellationToken)
    {
        await folder.TryAsync(() => _journal.OnAsync(stepEvent, cancellationToken));
        await recorder.OnAsync(stepEvent, cancellationToken);
    }

    /// <summary>Keeps the plan.</summary>
    /// <param name="plan">The plan.</param>
    public void Planned(ReleasePlan plan) => recorder.Planned(plan);

    /// <summary>Keeps the failure.</summary>
    /// <param name="error">The failure.</param>
    public void Failed(ReleaseException error) => recorder.Failed(error);

    /// <summary>Writes what is known at the end of a run.</summary>
    /// <param name="plan">The plan that ran.</param>
    /// <param name="context">What was measured.</param>
    /// <returns>A task that ends when the files are there.</returns>
    public async Task WriteAsync(ReleasePlan plan, StepContext context)
    {
        recorder.Ended(plan, context);
        if (context.SmokeResults.Count == 0)
        {
            return;
        }

        var xml = JUnitXml.Of(plan.Target, [.. context.SmokeResults], folder.Masker.Apply).ToString();
        await folder.TryAsync(() =>
        {
            Directory.CreateDirectory(folder.Path);
            return File.WriteAllTextAsync(Path.Combine(folder.Path, ReportFiles.JUnit), xml, new UTF8Encoding(false));
        });
    }

    /// <summary>Writes the report, and tells of it.</summary>
    /// <param name="status">What is live now, or null when it could not be read.</param>
    /// <param name="log">Where it is told.</param>
    /// <param name="time">The clock.</param>
    /// <returns>A task that ends when all is told.</returns>
    public async Task CloseAsync(StatusReport? status, BlueGreenContext log, TimeProvider time)
    {
        var model = TargetReport.Of(recorder.Close(), status, buttons, time);
        var isWritten = await folder.TryAsync(() => files.WriteAsync(model));
        await files.SummarizeAsync(model, log.Warn);
        log.Ci.Conclude($"{model.Title}: {model.Headline}");
        foreach (var line in ClosingWords.Of(model, isWritten ? folder.Path : null))
        {
            log.Say(line);
        }

        if (isWritten)
        {
            log.Ci.Summarize(files.MarkdownPath);
        }
    }
}
