using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace BlueGreen.Releases;

/// <summary>The rule for text that becomes the value of a Kubernetes label, such as a release id.</summary>
/// <seealso href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set"/>
public static class LabelValue
{
    /// <summary>The most characters a label value may have.</summary>
    public const int MaxLength = 63;

    private const int HashLength = 8;

    /// <summary>Tells whether a text can be a label value as it is.</summary>
    /// <param name="text">The text, or null.</param>
    /// <returns>True for 1 to 63 of <c>A-Z a-z 0-9 . _ -</c> that begin and end with a letter or digit.</returns>
    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: >= 1 and <= MaxLength }
        && char.IsAsciiLetterOrDigit(text[0])
        && char.IsAsciiLetterOrDigit(text[^1])
        && text.All(IsAllowed);

    /// <summary>Makes a label value of any text: the same text gives the same value, different texts differ.</summary>
    /// <param name="text">The text, not empty.</param>
    /// <returns>
    /// The text itself when it is valid; else its allowed characters, the others as <c>-</c>, cut to 54, followed by
    /// <c>-</c> and the first 8 hexadecimal digits of the SHA-256 of the whole text.
    /// </returns>
    public static string From(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (IsValid(text))
        {
            return text;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength];
        var kept =
            new string([.. text.Take(MaxLength - HashLength - 1).Select(c => IsAllowed(c) ? c : '-')])
                .Trim('-', '.', '_');
        return kept.Length == 0 ? $"id-{hash}" : $"{kept}-{hash}";
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-';
}
