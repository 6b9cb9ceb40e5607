namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>What one request got.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Color">The color that answered, as the route says; null when none did.</param>
/// <param name="Version">The version that answered, as the app says.</param>
internal sealed record Answer(int Status, string? Color, string? Version)
{
    /// <summary>Nobody is behind the route.</summary>
    public static Answer Nobody { get; } = new(503, null, null);

    /// <summary>A color answered well.</summary>
    public static Answer Of(string color, string version) => new(200, color, version);
}
