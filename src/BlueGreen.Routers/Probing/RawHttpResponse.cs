namespace BlueGreen.Routers.Probing;

/// <summary>One answer, read to its end.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Headers">The headers, by name without regard to case; the last of a name wins.</param>
/// <param name="Body">The start of the body, at most 64 KiB, as UTF-8.</param>
/// <param name="KeepsAlive">Whether the connection can take another request.</param>
public sealed record RawHttpResponse(
    int Status, IReadOnlyDictionary<string, string> Headers, string Body, bool KeepsAlive)
{
    /// <summary>Finds a header.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its value, or null.</returns>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}
