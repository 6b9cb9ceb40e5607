using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace BlueGreen.Pipelines.Tags;

/// <summary>Tells which characters a class such as <c>[a-z]</c> takes, by asking .NET.</summary>
internal static class TagCharacters
{
    private const int MaxKnown = 1000;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);
    private static readonly ConcurrentDictionary<string, Regex> Known = new(StringComparer.Ordinal);

    /// <summary>Asks for one character.</summary>
    /// <param name="characters">The class.</param>
    /// <param name="character">The character.</param>
    /// <returns>Whether the class takes it.</returns>
    public static bool Takes(TagCharacter characters, char character) =>
        Expression(characters.Source).IsMatch(character.ToString());

    private static Regex Expression(string source)
    {
        if (Known.Count > MaxKnown)
        {
            Known.Clear();
        }

        return Known.GetOrAdd(source, static text => new Regex(text, RegexOptions.CultureInvariant, Limit));
    }
}
