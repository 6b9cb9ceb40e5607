using BlueGreen.Options;

namespace BlueGreen.Pipelines.Checking;

/// <summary>Collects what is wrong with pipeline files.</summary>
internal sealed class Findings
{
    private const string Refused = "The CI system refuses the whole file, and nothing runs.";

    // Five lines of a terminal.
    private const int MaxLength = 500;

    private readonly List<Finding> _all = [];

    /// <summary>Gets all of them, by file and line; what an alias repeats is told once.</summary>
    public IReadOnlyList<Finding> All =>
    [
        .. _all.Distinct().OrderBy(finding => finding.At.Source, StringComparer.Ordinal)
            .ThenBy(finding => finding.At.Line)
            .ThenBy(finding => finding.At.Column),
    ];

    /// <summary>Takes all of another collection.</summary>
    /// <param name="others">The other collection.</param>
    public void Take(Findings others) => _all.AddRange(others._all);

    /// <summary>Takes one for which the CI system refuses the file.</summary>
    /// <param name="at">Where.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="instead">What to write instead.</param>
    public void Refuse(SourcePosition at, string rule, string problem, string instead) =>
        Refuse(at, rule, problem, Refused, instead);

    /// <summary>Takes one for which the CI system refuses the file, with a reason of its own.</summary>
    /// <param name="at">Where.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="why">Why it hurts.</param>
    /// <param name="instead">What to write instead.</param>
    public void Refuse(SourcePosition at, string rule, string problem, string why, string instead) =>
        _all.Add(new Finding(at, rule, FindingGravity.Refused, Line(problem), why, Line(instead)));

    /// <summary>Takes one that the CI system accepts.</summary>
    /// <param name="at">Where.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="why">Why it hurts.</param>
    /// <param name="instead">What to write instead.</param>
    public void Warn(SourcePosition at, string rule, string problem, string why, string instead) =>
        _all.Add(new Finding(at, rule, FindingGravity.Trap, Line(problem), why, Line(instead)));

    /// <summary>What a file holds may be long, or have lines; a sentence about it has one, that can be read.</summary>
    private static string Line(string sentence)
    {
        var line = string.Concat(sentence
            .Take(MaxLength + 1)
            .Select(each => char.IsControl(each) || each is '\u2028' or '\u2029' ? ' ' : each));
        return line.Length > MaxLength ? $"{line[..MaxLength].TrimEnd()} …." : line;
    }
}
