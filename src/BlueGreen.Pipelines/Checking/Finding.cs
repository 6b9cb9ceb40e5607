using BlueGreen.Options;

namespace BlueGreen.Pipelines.Checking;

/// <summary>Something that is wrong with a pipeline file.</summary>
/// <param name="At">File, line and column.</param>
/// <param name="Rule">The rule's short name, as in <c>docs/pipeline-checks.md</c>.</param>
/// <param name="Gravity">Whether the CI system refuses the file, or takes it and hurts.</param>
/// <param name="Problem">What is wrong, as a sentence.</param>
/// <param name="Why">Why it hurts, as a sentence.</param>
/// <param name="Instead">What to write instead, as a sentence.</param>
public sealed record Finding(
    SourcePosition At, string Rule, FindingGravity Gravity, string Problem, string Why, string Instead)
{
    /// <summary>Spells it over three lines, place first, as compilers do.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"""
        {At}: {Problem} [{Rule}]
            why:     {Why}
            instead: {Instead}
        """;
}

/// <summary>How bad a finding is.</summary>
public enum FindingGravity
{
    /// <summary>The CI system refuses the file.</summary>
    Refused,

    /// <summary>The CI system takes the file, and releases go wrong.</summary>
    Trap,
}
