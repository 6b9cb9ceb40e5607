namespace BlueGreen.Ci;

/// <summary>Where a CI system says which git tag it builds, as data.</summary>
/// <param name="Variable">The variable.</param>
internal sealed record CiTag(string Variable)
{
    /// <summary>Gets what the value begins with when it is a tag; left out of it.</summary>
    /// <value>The default value is empty: the value is the tag.</value>
    public string Prefix { get; init; } = string.Empty;

    /// <summary>Gets the variable that says <c>tag</c> when the value is one, or null.</summary>
    /// <value>The default value is <see langword="null"/>: the variable is set for tags only.</value>
    public string? Kind { get; init; }

    /// <summary>Looks the tag up.</summary>
    /// <param name="find">Finds a variable; null when it is not set.</param>
    /// <returns>The tag, or null.</returns>
    public string? Find(Func<string, string?> find) =>
        (Kind is null || string.Equals(find(Kind), "tag", StringComparison.Ordinal))
        && find(Variable) is { } value
        && value.StartsWith(Prefix, StringComparison.Ordinal)
        && value.Length > Prefix.Length
            ? value[Prefix.Length..]
            : null;
}
