using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace BlueGreen.Secrets;

/// <summary>The forms in which a value turns up in output: as it is, escaped, and encoded.</summary>
internal static class SecretForms
{
    private const int MinEncodedLength = 6;

    /// <summary>Lists all forms of a value; some may be equal.</summary>
    /// <param name="value">The value.</param>
    public static IEnumerable<string> Of(string value) =>
    [
        value,
        JavaScriptEncoder.Default.Encode(value),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value),
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal),
        value.Replace("'", "''", StringComparison.Ordinal),
        value.Replace("'", "'\\''", StringComparison.Ordinal),
        WebUtility.HtmlEncode(value),
        Uri.EscapeDataString(value),
        LowerEscapes(Uri.EscapeDataString(value)),
        WebUtility.UrlEncode(value),
        LowerEscapes(WebUtility.UrlEncode(value)),
        .. Base64(Encoding.UTF8.GetBytes(value)),
    ];

    // Inside a longer encoded text, such as user:password, a value starts at any of three offsets and shares its first
    // and last characters with its neighbours; what lies between is always the same.
    private static IEnumerable<string> Base64(byte[] bytes)
    {
        yield return Convert.ToBase64String(bytes);
        for (var offset = 0; offset < 3; offset++)
        {
            var encoded = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            var first = ((offset * 8) + 5) / 6;
            var last = (offset + bytes.Length) * 8 / 6;
            if (last - first >= MinEncodedLength)
            {
                yield return encoded[first..last];
                yield return encoded[first..last].Replace('+', '-').Replace('/', '_');
            }
        }
    }

    private static string LowerEscapes(string text) => string.Create(text.Length, text, (into, from) =>
    {
        from.CopyTo(into);
        for (var i = 0; i + 2 < into.Length; i++)
        {
            if (into[i] == '%')
            {
                into[i + 1] = char.ToLowerInvariant(into[i + 1]);
                into[i + 2] = char.ToLowerInvariant(into[i + 2]);
            }
        }
    });
}
