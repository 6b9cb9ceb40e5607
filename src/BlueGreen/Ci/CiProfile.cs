namespace BlueGreen.Ci;

/// <summary>One CI system, as data: how to tell it, and where it says what a release wants to know.</summary>
/// <param name="System">The system.</param>
/// <param name="Name">Its name, as people write it.</param>
/// <param name="Marker">The variable that it sets in every job.</param>
internal sealed record CiProfile(CiSystem System, string Name, string Marker)
{
    /// <summary>Gets where the tag stands.</summary>
    public required CiTag Tag { get; init; }

    /// <summary>Gets what is the same in every job and every re-run of one run, and in no other run.</summary>
    public required CiValue ReleaseId { get; init; }

    /// <summary>Gets what tells this job from all others, re-runs included; never missing.</summary>
    public required CiValue Job { get; init; }

    /// <summary>Gets who pressed the button, or else who started the run; never missing.</summary>
    public required CiValue Actor { get; init; }

    /// <summary>Gets the commit.</summary>
    public required CiValue Commit { get; init; }

    /// <summary>Gets the page of the job, or else of the run.</summary>
    public required CiValue Link { get; init; }

    /// <summary>Tells whether this system runs the process.</summary>
    /// <param name="environment">The environment variables.</param>
    /// <returns>Whether its marker is set, and is no word for no.</returns>
    public bool IsSeenIn(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault(Marker)?.Trim() is { Length: > 0 } value
        && !value.Equals("false", StringComparison.OrdinalIgnoreCase)
        && value is not "0";
}
