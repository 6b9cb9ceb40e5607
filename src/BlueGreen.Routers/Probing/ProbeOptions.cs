namespace BlueGreen.Routers.Probing;

/// <summary>Where and how to call the entry point.</summary>
/// <param name="Url">The entry point; http or https.</param>
/// <param name="Host">The host users call, or null for the entry point's own.</param>
/// <param name="Cookie">The test cookie.</param>
public sealed record ProbeOptions(Uri Url, string? Host, string Cookie)
{
    /// <summary>Gets the response header that tells the version, or null.</summary>
    public string? VersionHeader { get; init; }

    /// <summary>Gets the path to the version in a JSON body, such as <c>$.version</c>, or null.</summary>
    public string? VersionJson { get; init; }

    /// <summary>Gets how long one call may take.</summary>
    /// <value>The default value is 5 seconds.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);
}
