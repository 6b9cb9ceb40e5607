using System.Text.RegularExpressions;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.Pipelines;

/// <summary>Replaces GitHub's expressions by their values: plain names only, for nothing else is emitted.</summary>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/contexts"/>
internal sealed partial class GitHubExpressions
{
    /// <summary>Gets the values by their names, such as <c>github.run_attempt</c>.</summary>
    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Replaces all expressions in a text.</summary>
    /// <param name="text">The text.</param>
    public string Replace(string text) => Expression().Replace(text, match => Value(match.Groups["name"].Value));

    /// <summary>A secret or variable that does not exist is empty, not an error, as on GitHub.</summary>
    private string Value(string name)
    {
        if (Values.TryGetValue(name, out var value))
        {
            return value;
        }

        Assert.Matches("^(secrets|vars)[.][A-Z_]+$", name);
        return string.Empty;
    }

    [GeneratedRegex(@"\$\{\{\s*(?<name>[a-z]+[.][A-Za-z_-]+)\s*\}\}", RegexOptions.None, 1000)]
    private static partial Regex Expression();
}
