using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BlueGreen.Pipelines.Checking;

namespace BlueGreen.Frosting.Pipelines;

/// <summary>Everything <c>CheckPipelines</c> tells.</summary>
/// <param name="Files">The pipeline files.</param>
/// <param name="Findings">What is wrong with them.</param>
/// <param name="HasReleaseTags">Whether triggers could be tried with tags.</param>
internal sealed record PipelineReport(
    ImmutableArray<string> Files, ImmutableArray<Finding> Findings, bool HasReleaseTags)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Gets how many things are wrong, as the beginning of a sentence.</summary>
    public string Count => Findings.Length == 1
        ? "One thing is wrong"
        : string.Create(CultureInfo.InvariantCulture, $"{Findings.Length} things are wrong");

    /// <summary>Writes it for people.</summary>
    /// <param name="maxShown">More findings than this are counted, not listed.</param>
    /// <returns>Lines.</returns>
    public string ForPeople(int maxShown)
    {
        var text = new StringBuilder();
        foreach (var finding in Findings.Take(maxShown))
        {
            text.Append(finding).Append("\n\n");
        }

        if (Findings.Length > maxShown)
        {
            text.Append(CultureInfo.InvariantCulture, $"… and {Findings.Length - maxShown} more.\n\n");
        }

        if (!HasReleaseTags)
        {
            text.Append("note: no tag is known that tag-pattern takes, and none could be made up: ")
                .Append("which tags start what was not checked.\n");
        }

        var refused = Findings.Count(finding => finding.Gravity is FindingGravity.Refused);
        var found = Findings.IsEmpty
            ? "nothing is wrong"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{refused} for which the CI system refuses the file, {Findings.Length - refused} that hurt later");
        var noun = Files.Length == 1 ? "pipeline file" : "pipeline files";
        return text.Append(CultureInfo.InvariantCulture, $"{Files.Length} {noun}: {found}").ToString();
    }

    /// <summary>Writes it for machines: one JSON document.</summary>
    /// <returns>The document.</returns>
    public string ForMachines() => JsonSerializer.Serialize(
        new
        {
            Files,
            Findings = Findings.Select(finding => new
            {
                File = finding.At.Source,
                finding.At.Line,
                finding.At.Column,
                finding.Rule,
                Gravity = finding.Gravity is FindingGravity.Refused ? "refused" : "trap",
                finding.Problem,
                finding.Why,
                finding.Instead,
            }),
            HasReleaseTags,
        },
        Json);
}
