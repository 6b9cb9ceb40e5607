using System.Globalization;
using System.Text.Json.Nodes;

namespace BlueGreen.Proving;

/// <summary>Finds a value in a JSON document by its place: <c>version</c>, <c>$.build.version</c>,
/// <c>items[0].name</c>.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9535#section-2.5.1"/>
public static class JsonPlace
{
    private static readonly char[] Separators = ['.', '[', ']'];

    /// <summary>Finds the value.</summary>
    /// <param name="root">The document.</param>
    /// <param name="place">The place; a leading <c>$</c> stands for the document.</param>
    /// <returns>The value, or null when there is none at that place, or no single one.</returns>
    public static JsonNode? Find(JsonNode? root, string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var here = root;
        foreach (var name in place.TrimStart('$').Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            here = here switch
            {
                JsonObject members => Member(members, name.Trim('\'', '"')),
                JsonArray items when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && index < items.Count => items[index],
                _ => null,
            };
        }

        return here;
    }

    private static JsonNode? Member(JsonObject members, string name)
    {
        try
        {
            return members[name];
        }
        catch (ArgumentException)
        {
            // The document names a member twice, which is noticed only here: then none of them is the value.
            return null;
        }
    }
}
