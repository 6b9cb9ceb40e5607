using BlueGreen.Releases;

namespace BlueGreen.Frosting.Demo;

/// <summary>One request of one client, and what became of it.</summary>
/// <param name="Kind">What kind of request.</param>
/// <param name="StartedAt">When it was sent, as a timestamp of the time provider.</param>
/// <param name="EndedAt">When its answer was complete, or it had failed.</param>
/// <param name="Status">The HTTP status, or 0 when no answer came.</param>
/// <param name="Color">The color that answered, or null.</param>
/// <param name="Error">Why no answer came, or null.</param>
internal sealed record LoadSample(
    RequestKind Kind, long StartedAt, long EndedAt, int Status, Color? Color, string? Error)
{
    /// <summary>Gets a value indicating whether a user would call this a failure: no answer, 500 and above, or an error
    /// that no color gave: a gateway without a route says 404.</summary>
    public bool IsFailure => Status is 0 or >= 500 || (Status >= 400 && Color is null);

    /// <summary>Describes the failure.</summary>
    /// <returns>One clause.</returns>
    public string Describe() => Status == 0
        ? $"{Kind} request got no answer: {Error}"
        : $"{Kind} request got status {Status}{(Color is { } color ? $" from {color.ToName()}" : string.Empty)}";
}

/// <summary>What kind of request a client sends.</summary>
internal enum RequestKind
{
    /// <summary>A user asks for the page.</summary>
    Quick,

    /// <summary>A user asks for something that takes a while.</summary>
    Slow,

    /// <summary>The tester with the cookie asks for the page.</summary>
    Tester,
}
