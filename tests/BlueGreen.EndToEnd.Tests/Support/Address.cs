namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>Where users call.</summary>
/// <param name="Gateway">The address of the gateway.</param>
/// <param name="Host">The host they ask for.</param>
/// <param name="Path">The path they ask for.</param>
internal sealed record Address(Uri Gateway, string Host, string Path);
