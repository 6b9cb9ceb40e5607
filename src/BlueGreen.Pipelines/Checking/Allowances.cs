using System.Text.RegularExpressions;
using BlueGreen.Options;

namespace BlueGreen.Pipelines.Checking;

/// <summary>
/// Traps that a user knows and wants: <c># bluegreen: allow approval-in-group</c>, on the line or right above it.
/// </summary>
internal sealed partial class Allowances
{
    private readonly HashSet<(string Source, int Line, string Rule)> _allowed = [];

    /// <summary>Reads the comments of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="findings">Takes comments that name no rule.</param>
    public void Read(PipelineSource file, Findings findings)
    {
        if (!file.Text.Contains("bluegreen:", StringComparison.Ordinal))
        {
            return;
        }

        var lines = file.Text.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var comment = Comment().Match(lines[index]);
            if (!comment.Success)
            {
                continue;
            }

            var meant = IsComment(lines[index]) ? Next(lines, index) : index;
            foreach (var rule in comment.Groups["rule"].Captures.Select(capture => capture.Value))
            {
                _allowed.Add((file.Name, meant + 1, rule));
                if (!PipelineRules.All.Contains(rule, StringComparer.Ordinal))
                {
                    RefuseUnknown(rule, new SourcePosition(file.Name, index + 1, comment.Index + 1), findings);
                }
            }
        }
    }

    /// <summary>Tells whether a finding is allowed; what the CI system refuses never is.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>Whether it is.</returns>
    public bool Allow(Finding finding) => finding.Gravity is FindingGravity.Trap
        && _allowed.Contains((finding.At.Source, finding.At.Line, finding.Rule));

    private static void RefuseUnknown(string rule, SourcePosition at, Findings findings) => findings.Warn(
        at,
        PipelineRules.Allow,
        $"There is no rule '{rule}'.",
        "The comment allows nothing.",
        $"Name a rule of docs/pipeline-checks.md{NearestName.Hint(rule, PipelineRules.All)}.");

    private static bool IsComment(string line) => line.AsSpan().TrimStart().StartsWith('#');

    private static int Next(string[] lines, int index)
    {
        while (index < lines.Length && (IsComment(lines[index]) || string.IsNullOrWhiteSpace(lines[index])))
        {
            index++;
        }

        return index;
    }

    [GeneratedRegex(
        @"#\s*bluegreen:\s*allow\s+(?<rule>[a-z-]+)([\s,]+(?<rule>[a-z-]+))*\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Comment();
}
