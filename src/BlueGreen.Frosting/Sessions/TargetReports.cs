using System.Text;
using BlueGreen.Frosting.Output;
using BlueGreen.Planning;
using BlueGreen.Running;
using BlueGreen.Secrets;
using BlueGreen.Steps;

namespace BlueGreen.Frosting.Sessions;

/// <summary>Keeps what a target did in files: the journal, and the smoke test for the CI system.</summary>
/// <param name="folder">The folder; made when the first file is written.</param>
/// <param name="masker">Hides secrets.</param>
internal sealed class TargetReports(string folder, SecretMasker masker) : IReleaseObserver
{
    private readonly FileJournal _journal = new(Path.Combine(folder, "journal.jsonl"));

    /// <inheritdoc/>
    public Task OnAsync(StepEvent stepEvent, CancellationToken cancellationToken) =>
        _journal.OnAsync(stepEvent with { Detail = masker.Apply(stepEvent.Detail) }, cancellationToken);

    /// <summary>Writes what is known at the end of a run.</summary>
    /// <param name="plan">The plan that ran.</param>
    /// <param name="context">What was measured.</param>
    /// <returns>A task that ends when the files are there.</returns>
    public async Task WriteAsync(ReleasePlan plan, StepContext context)
    {
        if (context.SmokeResults.Count == 0)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        var xml = JUnitXml.Of(plan.Target, [.. context.SmokeResults]).ToString();
        await File.WriteAllTextAsync(Path.Combine(folder, "junit.xml"), masker.Apply(xml), new UTF8Encoding(false));
    }
}
