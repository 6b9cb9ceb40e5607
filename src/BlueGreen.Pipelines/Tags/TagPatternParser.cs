using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BlueGreen.Pipelines.Tags;

/// <summary>Reads a tag pattern into pieces, where it is made of nothing but what tag patterns usually are.</summary>
/// <remarks>
/// Looking around, back references, options, Unicode categories and the like are left to .NET: for these the answer
/// is null, and whoever asked must do without.
/// </remarks>
internal sealed partial class TagPatternParser
{
    private const int MaxDepth = 20;
    private const int MaxRepeat = 1000;
    private const string EscapedCharacters = "dDwWsS";

    private readonly string _pattern;
    private int _at;
    private int _depth;
    private bool _isKnown = true;

    private TagPatternParser(string pattern) => _pattern = pattern;

    /// <summary>Reads one.</summary>
    /// <param name="pattern">A regular expression that .NET takes.</param>
    /// <returns>The pieces, or null when some are of another kind.</returns>
    public static TagPatternNode? TryParse(string pattern)
    {
        var parser = new TagPatternParser(pattern);
        var node = parser.Choice();
        return parser._isKnown && parser._at == pattern.Length ? node : null;
    }

    private TagPatternNode Choice()
    {
        _isKnown &= ++_depth <= MaxDepth;
        var choices = ImmutableArray.CreateBuilder<TagPatternNode>();
        do
        {
            choices.Add(Sequence());
        }
        while (_isKnown && Skip("|"));
        _depth--;
        return choices is [var only] ? only : new TagChoice(choices.ToImmutable());
    }

    private TagSequence Sequence()
    {
        var parts = ImmutableArray.CreateBuilder<TagPatternNode>();
        while (_isKnown && _at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            var part = Repeated(One());
            if (part is TagText text && parts is [.., TagText before])
            {
                parts[^1] = new TagText(before.Text + text.Text);
            }
            else
            {
                parts.Add(part);
            }
        }

        return new TagSequence(parts.ToImmutable());
    }

    private TagPatternNode One() => _pattern[_at++] switch
    {
        '^' => new TagEdge(IsEnd: false),
        '$' => new TagEdge(IsEnd: true),
        '.' => new TagCharacter("."),
        '[' => Characters(),
        '(' => Group(),
        '\\' => Escaped(),
        var other => new TagText(other.ToString()),
    };

    private TagPatternNode Escaped()
    {
        var escaped = _pattern[_at++];
        if (EscapedCharacters.Contains(escaped, StringComparison.Ordinal))
        {
            return new TagCharacter($"\\{escaped}");
        }

        if (escaped is 'A' or 'z' or 'Z')
        {
            return new TagEdge(escaped is not 'A');
        }

        _isKnown &= !char.IsAsciiLetterOrDigit(escaped);
        return new TagText(escaped.ToString());
    }

    private TagCharacter Characters()
    {
        // A bracket that closes is an ordinary member when it comes first.
        var end = _at + (_pattern.AsSpan(_at).StartsWith("^]") ? 2 : _pattern.AsSpan(_at).StartsWith("]") ? 1 : 0);
        while (end < _pattern.Length && _pattern[end] is not ']')
        {
            // A class taken out of a class; and categories, which not every engine knows.
            _isKnown &= !_pattern.AsSpan(end).StartsWith("-[") && !_pattern.AsSpan(end).StartsWith("\\p")
                && !_pattern.AsSpan(end).StartsWith("\\P");
            end += _pattern[end] is '\\' ? 2 : 1;
        }

        _isKnown &= end < _pattern.Length;
        var source = _pattern[(_at - 1)..Math.Min(end + 1, _pattern.Length)];
        _at = Math.Min(end + 1, _pattern.Length);
        return new TagCharacter(source);
    }

    private TagGroup Group()
    {
        var name = GroupName().Match(_pattern, _at);
        if (name.Success)
        {
            _at += name.Length;
        }
        else if (!Skip("?:"))
        {
            _isKnown &= _at < _pattern.Length && _pattern[_at] is not '?';
        }

        var content = Choice();
        _isKnown &= Skip(")");
        return new TagGroup(name.Success ? name.Groups["name"].Value : null, content);
    }

    private TagPatternNode Repeated(TagPatternNode part)
    {
        var times = Times().Match(_pattern, _at);
        if (!times.Success)
        {
            return part;
        }

        _at += times.Length;
        _isKnown &= part is not TagEdge;
        var (min, max) = times.Groups["sign"].Value switch
        {
            "*" => (0, null),
            "+" => (1, null),
            "?" => (0, 1),
            _ => (Number(times, "min"), times.Groups["comma"].Success
                ? times.Groups["max"].Length > 0 ? Number(times, "max") : (int?)null
                : Number(times, "min")),
        };
        _isKnown &= min <= MaxRepeat && (max ?? 0) <= MaxRepeat;
        return new TagRepeat(part, min, max);
    }

    private static int Number(Match times, string group) =>
        int.TryParse(times.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : int.MaxValue;

    private bool Skip(string text)
    {
        if (!_pattern.AsSpan(_at).StartsWith(text))
        {
            return false;
        }

        _at += text.Length;
        return true;
    }

    [GeneratedRegex(
        @"\G\?(<(?<name>\w+)>|'(?<name>\w+)')",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex GroupName();

    [GeneratedRegex(
        @"\G(?<sign>[*+?]|\{(?<min>[0-9]+)((?<comma>,)(?<max>[0-9]*))?\})\??",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Times();
}
