namespace Cake.Frosting.Internal;

/// <summary>Carries a configuration value that the program set from the host to the configuration.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value.</param>
internal sealed record CakeSetting(string Key, string Value);
