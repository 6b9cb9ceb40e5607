using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace BlueGreen.Secrets;

/// <summary>Takes secret values out of every text that leaves the process.</summary>
/// <remarks>
/// A value is masked as it is, in base64 (also inside a longer encoded text), URL-encoded, escaped for JSON, YAML, HTML
/// and shells, and line by line. Where two secrets overlap, all of both is masked. A value of fewer than 4 characters
/// is masked only where it stands alone, between characters that are no letters or digits: else the value <c>1</c>
/// would make every number unreadable. Words such as <c>true</c> say nothing: they are masked only when the variable is
/// listed in <c>secrets:</c>, and then where they stand alone.
/// </remarks>
public sealed class SecretMasker
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Mask = "***";

    private const int MinLength = 4;

    private static readonly FrozenSet<string> CommonWords = FrozenSet.ToFrozenSet(
        ["true", "false", "yes", "no", "on", "off", "null", "none", "0", "1"], StringComparer.OrdinalIgnoreCase);

    private readonly SearchValues<string> _any;
    private readonly ImmutableArray<Needle> _needles;

    private SecretMasker(ImmutableArray<Needle> needles)
    {
        _needles = needles;
        _any = SearchValues.Create([.. needles.Select(needle => needle.Text)], StringComparison.Ordinal);
    }

    /// <summary>Gets the masker that knows no secret.</summary>
    public static SecretMasker None { get; } = new([]);

    /// <summary>Makes a masker.</summary>
    /// <param name="variables">All variables: environment, arguments, options.</param>
    /// <param name="secretNames">The names listed in <c>secrets:</c>.</param>
    /// <returns>A masker for those, and for all whose name says that they are secret.</returns>
    public static SecretMasker Create(
        IEnumerable<KeyValuePair<string, string>> variables, IEnumerable<string> secretNames)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var listed = secretNames.ToHashSet(StringComparer.Ordinal);
        var needles = new Dictionary<string, Needle>(StringComparer.Ordinal);
        var secrets = variables.Where(each => listed.Contains(each.Key) || SecretNames.Matches(each.Key));
        foreach (var (name, value) in secrets)
        {
            foreach (var needle in NeedlesOf(value, listed.Contains(name)))
            {
                // A text that must be masked everywhere stays so, whatever another variable would allow.
                needles[needle.Text] = needles.TryGetValue(needle.Text, out var known) && !known.MustStandAlone
                    ? known
                    : needle;
            }
        }

        return new SecretMasker([.. needles.Values]);
    }

    /// <summary>Tells whether a variable's value is treated as a secret because of its name.</summary>
    /// <param name="name">The variable.</param>
    /// <returns>
    /// True for <c>*_PASSWORD</c>, <c>*_TOKEN</c>, <c>*_SECRET</c>, <c>*_KEY</c> and these words alone.
    /// </returns>
    public static bool IsSecretName(string name) => SecretNames.Matches(name);

    /// <summary>Masks every secret in a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text with <c>***</c> in place of each secret.</returns>
    public string Apply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_needles.IsEmpty || !text.AsSpan().ContainsAny(_any))
        {
            return text;
        }

        var masked = new StringBuilder(text.Length);
        var position = 0;
        foreach (var (start, end) in FindAll(text).OrderBy(hit => hit.Start))
        {
            if (end <= position)
            {
                continue;
            }

            // A hit that begins inside or right behind the one before is covered by the same mask.
            if (start > position || position == 0)
            {
                masked.Append(text, position, start - position).Append(Mask);
            }

            position = end;
        }

        return masked.Append(text, position, text.Length - position).ToString();
    }

    private static IEnumerable<Needle> NeedlesOf(string value, bool isListed)
    {
        var lines = value.Split('\n').Select(line => line.Trim('\r', ' ', '\t'));
        foreach (var part in lines.Append(value).Append(value.Trim()).Where(part => !string.IsNullOrWhiteSpace(part)))
        {
            var isCommon = CommonWords.Contains(part);
            if (isCommon && !isListed)
            {
                continue;
            }

            foreach (var form in SecretForms.Of(part).Distinct(StringComparer.Ordinal))
            {
                yield return new Needle(form, isCommon || form.Length < MinLength);
            }
        }
    }

    private IEnumerable<(int Start, int End)> FindAll(string text)
    {
        foreach (var needle in _needles)
        {
            for (var at = text.IndexOf(needle.Text, StringComparison.Ordinal);
                at >= 0;
                at = text.IndexOf(needle.Text, at + 1, StringComparison.Ordinal))
            {
                if (!needle.MustStandAlone || StandsAlone(text, at, at + needle.Text.Length))
                {
                    yield return (at, at + needle.Text.Length);
                }
            }
        }
    }

    private static bool StandsAlone(string text, int start, int end) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1]))
        && (end == text.Length || !char.IsLetterOrDigit(text[end]));

    private sealed record Needle(string Text, bool MustStandAlone);
}
