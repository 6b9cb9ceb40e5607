using System.Collections.Immutable;

namespace BlueGreen.Ci;

/// <summary>What a CI run is recognised from.</summary>
public sealed record CiInput
{
    /// <summary>Gets the environment variables; an empty one counts as not set.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Gets the release id that the user set, which wins over every other.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? ReleaseId { get; init; }

    /// <summary>Gets the tag that the user set, which wins over every other.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Tag { get; init; }

    /// <summary>
    /// Gets what reads a small file as Latin-1; null when it cannot be read. TeamCity's properties stand in files.
    /// </summary>
    /// <value>The default value reads nothing.</value>
    public Func<string, string?> ReadFile { get; init; } = _ => null;

    /// <summary>
    /// Gets the question for the full hash of the commit checked out; null when there is none. Asked locally only.
    /// </summary>
    /// <value>The default value answers <see langword="null"/>.</value>
    public Func<string?> AskCommit { get; init; } = () => null;

    /// <summary>
    /// Gets the question for the tag of exactly that commit; null when there is none. Asked locally only.
    /// </summary>
    /// <value>The default value answers <see langword="null"/>.</value>
    public Func<string?> AskTag { get; init; } = () => null;
}
