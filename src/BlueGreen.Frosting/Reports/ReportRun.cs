using System.Collections.Immutable;

namespace BlueGreen.Frosting.Reports;

/// <summary>One target that ran: its plan, and how each step went.</summary>
/// <param name="Title">The target and what it was about.</param>
/// <param name="Summary">What was seen and decided from it.</param>
/// <param name="Duration">From the lease to the end.</param>
/// <param name="IsGood">Whether it ended well.</param>
/// <param name="Steps">The steps in the order in which they ran; those not reached come last.</param>
internal sealed record ReportRun(
    string Title, string Summary, TimeSpan Duration, bool IsGood, ImmutableArray<ReportStep> Steps);

/// <summary>One step as it went.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Phase">Its phase in words, or empty when it is not of the plan.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Offset">When it began, counted from the beginning of its target.</param>
/// <param name="Duration">How long it took; zero when it was done already or not reached.</param>
/// <param name="Evidence">What was seen; may have several lines.</param>
internal sealed record ReportStep(
    string Title, string Phase, StepOutcome Outcome, TimeSpan Offset, TimeSpan Duration, string Evidence);

/// <summary>How a step ended.</summary>
internal enum StepOutcome
{
    /// <summary>It changed the world, and the change was seen.</summary>
    Done,

    /// <summary>The world was so already.</summary>
    AlreadyDone,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It began, and the run was stopped.</summary>
    Stopped,

    /// <summary>Its turn never came.</summary>
    NotReached,
}
