using BlueGreen.Pipelines.Emitting;

namespace BlueGreen.Frosting.Pipelines;

/// <summary>What writing a pipeline file does.</summary>
/// <param name="File">The file as it is wanted.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Before">What is there, with <c>\n</c> line ends; null when nothing is, or nothing that can be
/// read.</param>
/// <param name="Why">Why the file is kept as it is, as a clause; empty for other kinds.</param>
internal sealed record FileChange(EmittedFile File, ChangeKind Kind, string? Before, string Why = "");

/// <summary>Kinds of changes.</summary>
internal enum ChangeKind
{
    /// <summary>There is no such file yet.</summary>
    New,

    /// <summary>It is there as it is wanted.</summary>
    Unchanged,

    /// <summary>We wrote it, and it differs.</summary>
    Changed,

    /// <summary>It is somebody's: it stays.</summary>
    Kept,
}
