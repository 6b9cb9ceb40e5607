using System.Collections.Immutable;

namespace BlueGreen.Frosting.Reports;

/// <summary>Everything a report tells, as data. One layout and two writers make HTML and Markdown of it.</summary>
internal sealed record ReportModel
{
    /// <summary>Gets what ran, such as <c>Activate v2.0-blue</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the result in one sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>Gets when it ended, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets a value indicating whether all went as it should.</summary>
    public required bool IsGood { get; init; }

    /// <summary>Gets what the headline means, for somebody who sees such a report for the first time.</summary>
    public string Explanation { get; init; } = string.Empty;

    /// <summary>Gets the few numbers that matter most.</summary>
    public ImmutableArray<ReportFigure> Figures { get; init; } = [];

    /// <summary>Gets the failure, or null.</summary>
    public ReportFailure? Failure { get; init; }

    /// <summary>Gets the pictures, the most telling first.</summary>
    public ImmutableArray<TrafficPicture> Pictures { get; init; } = [];

    /// <summary>Gets the table of switches, or null when nothing was switched.</summary>
    public ReportTable? Table { get; init; }

    /// <summary>Gets the targets that ran, in order.</summary>
    public ImmutableArray<ReportRun> Runs { get; init; } = [];

    /// <summary>Gets what each color is now; empty when it could not be read.</summary>
    public ImmutableArray<ReportColor> Colors { get; init; } = [];

    /// <summary>Gets what to do next.</summary>
    public ImmutableArray<NextStep> Next { get; init; } = [];
}

/// <summary>One big number.</summary>
/// <param name="Value">The number, as it is shown.</param>
/// <param name="Label">What was counted.</param>
/// <param name="IsBad">Whether it is a reason to look closer.</param>
internal sealed record ReportFigure(string Value, string Label, bool IsBad = false);

/// <summary>Why it failed, in the three parts every error has.</summary>
/// <param name="Problem">What happened.</param>
/// <param name="Reason">Why.</param>
/// <param name="Remedy">What to do next.</param>
/// <param name="ExitCode">What the process ended with.</param>
internal sealed record ReportFailure(string Problem, string Reason, string Remedy, int ExitCode);

/// <summary>One color as it is now.</summary>
/// <param name="Name">The color's name.</param>
/// <param name="Role"><c>live</c>, <c>test</c> or <c>idle</c>.</param>
/// <param name="Description">What runs there.</param>
internal sealed record ReportColor(string Name, string Role, string Description);

/// <summary>Something to type, and why.</summary>
/// <param name="Command">The command.</param>
/// <param name="Purpose">What it is good for.</param>
internal sealed record NextStep(string Command, string Purpose);

/// <summary>A table for people.</summary>
/// <param name="Columns">The headings.</param>
/// <param name="Rows">The cells, one list a row; as many as there are columns.</param>
/// <param name="Note">How the figures were measured.</param>
internal sealed record ReportTable(
    ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows, string Note);
