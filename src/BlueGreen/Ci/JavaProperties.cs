using System.Globalization;
using System.Text;

namespace BlueGreen.Ci;

/// <summary>Reads the property files in which TeamCity tells a build about itself. Any text can be read.</summary>
/// <seealso href="https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html"/>
internal static class JavaProperties
{
    private const int EscapeLength = 4;

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text, read as Latin-1.</param>
    /// <returns>The properties; of those written twice, the last.</returns>
    public static Dictionary<string, string> Parse(string text)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Logical(text))
        {
            var end = EndOfKey(line);
            var value = line[end..].TrimStart(' ', '\t', '\f');
            value = value.Length > 0 && value[0] is '=' or ':' ? value[1..].TrimStart(' ', '\t', '\f') : value;
            properties[Unescape(line[..end])] = Unescape(value);
        }

        return properties;
    }

    /// <summary>Joins lines that go on, and leaves out those that say nothing.</summary>
    private static IEnumerable<string> Logical(string text)
    {
        var whole = new StringBuilder();
        foreach (var line in text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r'))
        {
            var rest = line.TrimStart(' ', '\t', '\f');
            if (whole.Length == 0 && (rest.Length == 0 || rest[0] is '#' or '!'))
            {
                continue;
            }

            var goesOn = (rest.Length - rest.TrimEnd('\\').Length) % 2 == 1;
            whole.Append(goesOn ? rest[..^1] : rest);
            if (!goesOn)
            {
                yield return whole.ToString();
                whole.Clear();
            }
        }

        if (whole.Length > 0)
        {
            yield return whole.ToString();
        }
    }

    private static int EndOfKey(string line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '\\')
            {
                at++;
            }
            else if (line[at] is '=' or ':' or ' ' or '\t' or '\f')
            {
                return at;
            }
        }

        return line.Length;
    }

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                plain.Append(text[at]);
            }
            else if (text[++at] == 'u' && Unit(text, at + 1) is { } unit)
            {
                plain.Append(unit);
                at += EscapeLength;
            }
            else
            {
                plain.Append(text[at] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', 'f' => '\f', var c => c });
            }
        }

        return plain.ToString();
    }

    private static char? Unit(string text, int at) =>
        at + EscapeLength <= text.Length
        && ushort.TryParse(
            text.AsSpan(at, EscapeLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
