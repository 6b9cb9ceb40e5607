namespace BlueGreen.Options;

/// <summary>How a switch is proven through the data path.</summary>
public sealed record VerifyOptions
{
    /// <summary>
    /// Gets a value indicating whether the user said <c>verify: none</c>: the switch is then called unproven.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IsNone { get; init; }

    /// <summary>Gets the path that is called.</summary>
    /// <value>The default value is <c>/</c>.</value>
    public string Path { get; init; } = "/";

    /// <summary>Gets where the app says its version.</summary>
    /// <value>The default value is <see langword="null"/>: only the color is proven.</value>
    public VersionSource? Version { get; init; }

    /// <summary>Gets how many right answers in a row prove a switch. 1 to 1000.</summary>
    /// <value>The default value is 20.</value>
    public int Consecutive { get; init; } = 20;

    /// <summary>Gets how many requests may fail during a switch before it is taken back.</summary>
    /// <value>The default value is 0.</value>
    public int MaxFailed { get; init; }

    /// <summary>Gets how long the proof may take. 1 s to 1 h.</summary>
    /// <value>The default value is 30 seconds.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>Where an answer of the app holds its version: in a header, or in a JSON body.</summary>
/// <param name="Header">The header, or null when it is in a body.</param>
/// <param name="Path">The path whose body holds it; null for <see cref="VerifyOptions.Path"/>.</param>
/// <param name="Json">The place in the body, such as <c>$.version</c>; null when it is in a header.</param>
public sealed record VersionSource(string? Header, string? Path, string? Json);
