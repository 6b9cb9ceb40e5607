using System.Text.RegularExpressions;
using BlueGreen.Errors;

namespace BlueGreen.Releases;

/// <summary>Tells release tags from other git tags, and reads version and color out of them.</summary>
/// <remarks>
/// The version must be usable as a label value and as an image tag: 1 to 63 of <c>A-Z a-z 0-9 . _ -</c>, beginning and
/// ending with a letter or digit. A tag that matches the pattern but holds anything else is refused: a release half
/// named is worse than none.
/// </remarks>
public sealed class ReleaseTagParser
{
    /// <summary>The pattern when the user sets none: <c>v2.0-green</c>.</summary>
    public const string DefaultPattern = "^v(?<version>.+)-(?<color>blue|green)$";

    /// <summary>The most characters a tag may have.</summary>
    public const int MaxTagLength = 255;

    /// <summary>The most characters a pattern may have.</summary>
    public const int MaxPatternLength = 1000;

    private const string PatternRemedy = "Set tag-pattern to a .NET regular expression such as " + DefaultPattern + ".";
    private static readonly string[] NeededGroups = ["version", "color"];
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);
    private readonly Regex _pattern;

    private ReleaseTagParser(Regex pattern) => _pattern = pattern;

    /// <summary>Makes a parser of the user's pattern.</summary>
    /// <param name="pattern">A .NET regular expression with the groups <c>version</c> and <c>color</c>.</param>
    /// <returns>The parser.</returns>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: the pattern cannot be used.</exception>
    public static ReleaseTagParser Create(string pattern = DefaultPattern) =>
        FindFault(pattern) is { } fault
            ? throw new ReleaseException(ExitCode.Usage, "The tag pattern cannot be used.", $"{fault}.", PatternRemedy)
            : new ReleaseTagParser(Compile(pattern));

    /// <summary>Says what is wrong with a pattern, in one clause without a full stop.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <returns>The fault, or null when the pattern can be used.</returns>
    public static string? FindFault(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.Length > MaxPatternLength)
        {
            return $"It has {pattern.Length} characters, at most {MaxPatternLength} are allowed";
        }

        try
        {
            var groups = Compile(pattern).GetGroupNames();
            string[] missing = [.. NeededGroups.Except(groups, StringComparer.Ordinal)];
            return missing.Length == 0 ? null : $"It has no group named {string.Join(" and none named ", missing)}";
        }
        catch (RegexParseException e)
        {
            return $"It is not a regular expression: {e.Message.TrimEnd('.')}";
        }
    }

    /// <summary>Reads a git tag.</summary>
    /// <param name="tag">The tag, or null when the commit has none.</param>
    /// <returns>The release tag, or null when this is not a release tag.</returns>
    /// <exception cref="ReleaseException">
    /// <see cref="ExitCode.Usage"/>: the tag is one no git would make, or its version or color cannot be used.
    /// </exception>
    public ReleaseTag? TryParse(string? tag)
    {
        if (string.IsNullOrEmpty(tag))
        {
            return null;
        }

        RefuseWhatGitWouldNotMake(tag);
        if (Match(tag) is not { Success: true } match)
        {
            return null;
        }

        var version = match.Groups["version"].Value;
        if (!LabelValue.IsValid(version))
        {
            throw Refuse(
                tag, DescribeVersion(version), "Tag the commit again with a version such as 2.0 or 2.0.1-rc1.");
        }

        return match.Groups["color"].Value.TryParseColor() is { } color
            ? new ReleaseTag(tag, version, color)
            : throw Refuse(
                tag,
                $"Its color '{match.Groups["color"].Value}' is neither blue nor green.",
                "Tag the commit again with blue or green, or make tag-pattern match these two only.");
    }

    private static Regex Compile(string pattern) => new(pattern, RegexOptions.CultureInvariant, MatchLimit);

    private static void RefuseWhatGitWouldNotMake(string tag)
    {
        if (tag.Length > MaxTagLength)
        {
            throw Refuse(
                tag[..40] + "…",
                $"It has {tag.Length} characters, at most {MaxTagLength} are allowed.",
                "Use a shorter tag.");
        }

        if (tag.FirstOrDefault(char.IsControl) is var c && tag.Any(char.IsControl))
        {
            var shown = new string([.. tag.Select(each => char.IsControl(each) ? '?' : each)]);
            throw Refuse(shown, $"It holds the control character U+{(int)c:X4}.", "Check what sets the tag.");
        }
    }

    private static string DescribeVersion(string version)
    {
        if (version.Length > LabelValue.MaxLength)
        {
            return $"Its version has {version.Length} characters; a label value has at most {LabelValue.MaxLength}.";
        }

        var foreign =
            string.Concat(version.Where(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')).Distinct());
        return foreign.Length > 0
            ? $"Its version '{version}' holds '{foreign}'; "
                + "label values and image tags allow letters, digits, '.', '_' and '-'."
            : $"Its version '{version}' must begin and end with a letter or digit to be a label value.";
    }

    private static ReleaseException Refuse(string tag, string reason, string remedy) =>
        new(ExitCode.Usage, $"The tag '{tag}' cannot be released.", reason, remedy);

    private Match Match(string tag)
    {
        try
        {
            return _pattern.Match(tag);
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new ReleaseException(
                ExitCode.Usage,
                "The tag pattern cannot be used.",
                $"It needed more than {MatchLimit.TotalMilliseconds} ms for the tag '{tag}'.",
                "Simplify tag-pattern: nested repetitions such as (a+)+ are slow.",
                e);
        }
    }
}
