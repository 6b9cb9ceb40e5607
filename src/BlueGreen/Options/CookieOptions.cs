namespace BlueGreen.Options;

/// <summary>The cookie of the test route.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record CookieOptions(string Name, string Value)
{
    /// <summary>Spells the cookie as the header does.</summary>
    /// <returns><c>name=value</c>.</returns>
    public override string ToString() => $"{Name}={Value}";
}
