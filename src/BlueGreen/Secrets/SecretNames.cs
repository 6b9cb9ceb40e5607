namespace BlueGreen.Secrets;

/// <summary>Tells from a variable's name whether its value is a secret.</summary>
internal static class SecretNames
{
    private static readonly string[] Words = ["PASSWORD", "TOKEN", "SECRET", "KEY"];

    /// <summary>Tells whether a name is one of the words, or ends in one after an underscore, in any case.</summary>
    public static bool Matches(string name) => Words.Any(word =>
        name.Equals(word, StringComparison.OrdinalIgnoreCase)
        || name.EndsWith($"_{word}", StringComparison.OrdinalIgnoreCase));
}
