using System.Collections.Immutable;

namespace BlueGreen.Frosting.Reports;

/// <summary>One part of a report. The layout makes them in the order of reading, each writer words them.</summary>
internal abstract record ReportBlock;

/// <summary>What ran, and the result in one sentence.</summary>
/// <param name="Model">The report.</param>
internal sealed record TitleBlock(ReportModel Model) : ReportBlock;

/// <summary>The few numbers that matter most.</summary>
/// <param name="Figures">The numbers.</param>
internal sealed record FiguresBlock(ImmutableArray<ReportFigure> Figures) : ReportBlock;

/// <summary>Why it failed.</summary>
/// <param name="Failure">The failure.</param>
internal sealed record FailureBlock(ReportFailure Failure) : ReportBlock;

/// <summary>The title of what follows.</summary>
/// <param name="Text">The title.</param>
internal sealed record HeadingBlock(string Text) : ReportBlock;

/// <summary>Traffic, drawn.</summary>
/// <param name="Picture">The traffic.</param>
internal sealed record PictureBlock(TrafficPicture Picture) : ReportBlock;

/// <summary>A table with a note below.</summary>
/// <param name="Table">The table.</param>
internal sealed record TableBlock(ReportTable Table) : ReportBlock;

/// <summary>What each color is now.</summary>
/// <param name="Colors">The colors.</param>
internal sealed record ColorsBlock(ImmutableArray<ReportColor> Colors) : ReportBlock;

/// <summary>The plan of one target with the evidence of each step.</summary>
/// <param name="Run">The target.</param>
/// <param name="IsOpen">Whether it is shown at once.</param>
internal sealed record RunBlock(ReportRun Run, bool IsOpen) : ReportBlock;

/// <summary>What to do next.</summary>
/// <param name="Steps">What to type.</param>
internal sealed record NextBlock(ImmutableArray<NextStep> Steps) : ReportBlock;
