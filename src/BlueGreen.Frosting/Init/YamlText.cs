using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BlueGreen.Frosting.Init;

/// <summary>Writes JSON as YAML for people to read and change. Pure.</summary>
internal static partial class YamlText
{
    /// <summary>Writes a value as a document.</summary>
    /// <param name="value">The value: an object.</param>
    /// <returns>Lines, each with its end.</returns>
    public static string Of(JsonObject value)
    {
        var text = new StringBuilder();
        WriteMembers(text, value, string.Empty, isAfterDash: false);
        return text.ToString();
    }

    /// <summary>Writes a text as one scalar.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text itself where YAML reads it as text, else between quotes.</returns>
    public static string Scalar(string text) => Plain().IsMatch(text) && !Special().IsMatch(text)
        ? text
        : Quote(text);

    // As JSON, but a character of two halves as itself: YAML knows no escape for a half.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.IsBmp
                ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(rune.ToString())
                : rune.ToString());
        }

        return quoted.Append('"').ToString();
    }

    private static void WriteMembers(StringBuilder text, JsonObject value, string indent, bool isAfterDash)
    {
        var isFirst = isAfterDash;
        foreach (var (name, member) in value)
        {
            text.Append(isFirst ? string.Empty : indent).Append(Scalar(name)).Append(':');
            Write(text, member, indent);
            isFirst = false;
        }
    }

    private static void Write(StringBuilder text, JsonNode? value, string indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } members:
                text.Append('\n');
                WriteMembers(text, members, indent + "  ", isAfterDash: false);
                break;
            case JsonArray { Count: > 0 } items:
                text.Append('\n');
                foreach (var item in items)
                {
                    text.Append(indent).Append("  -");
                    WriteItem(text, item, indent + "    ");
                }

                break;
            default:
                text.Append(' ').Append(Leaf(value)).Append('\n');
                break;
        }
    }

    private static void WriteItem(StringBuilder text, JsonNode? item, string indent)
    {
        if (item is JsonObject { Count: > 0 } members)
        {
            text.Append(' ');
            WriteMembers(text, members, indent, isAfterDash: true);
            return;
        }

        Write(text, item, indent[2..]);
    }

    private static string Leaf(JsonNode? value) => value switch
    {
        null => "null",
        JsonValue text when text.TryGetValue<string>(out var line) => Scalar(line),
        JsonArray => "[]",
        JsonObject => "{}",
        _ => value.ToJsonString(),
    };

    // A name, a path, an image, a reference to a variable as a part of one: nothing that YAML gives a meaning.
    [GeneratedRegex(
        @"\A[A-Za-z_/][A-Za-z0-9_./$@:-]*(?<!:)\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Plain();

    // What some reader of YAML takes for a boolean or for nothing.
    [GeneratedRegex(
        @"\A(y|n|yes|no|on|off|true|false|null)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Special();
}
