using BlueGreen.Options.Types;

namespace BlueGreen.Options;

/// <summary>One option: the single place that loader, schema, help text and docs read it from.</summary>
/// <param name="Key">Its key in <c>bluegreen.yml</c>; dots separate levels.</param>
/// <param name="Type">What it takes.</param>
/// <param name="Default">
/// The default, as a user would write it; empty when there is none or it depends on others.
/// </param>
/// <param name="Description">What it is for, in one or two sentences.</param>
internal sealed record OptionDefinition(string Key, OptionType Type, string Default, string Description)
{
    /// <summary>Gets a value indicating whether a release cannot do without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Gets the default in words, where it is no fixed value.</summary>
    public string DefaultWords { get; init; } = string.Empty;

    /// <summary>Gets the name of its environment variable.</summary>
    public string EnvironmentName =>
        OptionTable.EnvironmentPrefix + Key.Replace('.', '_').Replace('-', '_').ToUpperInvariant();
}
