using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BlueGreen.Ci;

/// <summary>
/// Where a value comes from, as data: patterns such as <c>{HOST}/jobs/{JOB}</c>, the first whose variables are all set.
/// </summary>
/// <remarks>In a pattern, <c>{NAME}</c> is the value of a variable, and <c>{NAME|text}</c> has a stand-in for it. A
/// slash that ends a value is left out where the pattern goes on with one.</remarks>
/// <param name="Patterns">The patterns, the best first.</param>
internal sealed partial record CiValue(ImmutableArray<string> Patterns)
{
    /// <summary>Gets the names of the variables, in order.</summary>
    public IEnumerable<string> Names => Patterns
        .SelectMany(pattern => Variable().Matches(pattern).Select(match => match.Groups["name"].Value))
        .Distinct(StringComparer.Ordinal);

    /// <summary>Makes a value.</summary>
    /// <param name="patterns">The patterns, the best first.</param>
    /// <returns>The value.</returns>
    public static CiValue Of(params ReadOnlySpan<string> patterns) => new([.. patterns]);

    /// <summary>Looks the value up.</summary>
    /// <param name="find">Finds a variable; null when it is not set.</param>
    /// <returns>The value, or null.</returns>
    public string? Find(Func<string, string?> find) =>
        Patterns.Select(pattern => Fill(pattern, find)).FirstOrDefault(value => value is not null);

    private static string? Fill(string pattern, Func<string, string?> find)
    {
        var isWhole = true;
        var filled = Variable().Replace(pattern, match =>
        {
            var value = find(match.Groups["name"].Value)
                ?? (match.Groups["else"].Success ? match.Groups["else"].Value : null);
            isWhole &= value is not null;
            var goesOn = match.Index + match.Length < pattern.Length && pattern[match.Index + match.Length] == '/';
            return (goesOn ? value?.TrimEnd('/') : value) ?? string.Empty;
        });
        return isWhole ? filled : null;
    }

    [GeneratedRegex(@"\{(?<name>[A-Za-z0-9_.*]+)(\|(?<else>[^}]*))?\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
