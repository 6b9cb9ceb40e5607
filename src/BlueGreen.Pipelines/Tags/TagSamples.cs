using System.Collections.Immutable;
using System.Text.RegularExpressions;
using BlueGreen.Errors;
using BlueGreen.Releases;

namespace BlueGreen.Pipelines.Tags;

/// <summary>Tags to try triggers with: what starts on these is held to what Deploy takes.</summary>
/// <remarks>
/// Whether two patterns match the same tags is not decided but tried: with tags made up from the pattern, usual ones,
/// and those of the repository. A tag that the pattern matches and Deploy refuses, such as <c>v1/x-blue</c> whose
/// version could be no label, is of neither kind.
/// </remarks>
/// <param name="Releases">Tags that are releases; empty when none could be made up.</param>
/// <param name="Others">Tags that are none.</param>
internal sealed record TagSamples(ImmutableArray<ReleaseTag> Releases, ImmutableArray<string> Others)
{
    private const int MaxOfRepository = 1000;

    private static readonly string[] Usual =
    [
        "v2.0-green", "v1.0-blue", "v1.0.0-blue", "v10.2.33-green", "v2.0.1-rc1-blue", "1.0-blue", "2.0-green",
        "blue-1.0", "green-v1.0", "v1-green", "v1.0", "v1.0.0", "1.0.0", "v1.0-red", "v1.0-blue-rc1", "release-1.0",
        "nightly", "latest", "blue", "green", "main",
    ];

    /// <summary>Collects them.</summary>
    /// <param name="tagPattern">The tag pattern.</param>
    /// <param name="ofRepository">Tags of the repository.</param>
    /// <returns>The samples.</returns>
    public static TagSamples Of(string tagPattern, IEnumerable<string> ofRepository)
    {
        var parser = ReleaseTagParser.Create(tagPattern);
        var releases = ImmutableArray.CreateBuilder<ReleaseTag>();
        var others = ImmutableArray.CreateBuilder<string>();
        var near = MadeUp(tagPattern).Concat(Usual).SelectMany(tag => new[] { tag, $"{tag}-rc1", $"old-{tag}" });
        foreach (var tag in ofRepository.Take(MaxOfRepository).Concat(near)
            .Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal))
        {
            try
            {
                if (parser.TryParse(tag) is { } release)
                {
                    releases.Add(release);
                }
                else
                {
                    others.Add(tag);
                }
            }
            catch (ReleaseException slow) when (slow.InnerException is RegexMatchTimeoutException)
            {
                // Every further tag could take as long.
                break;
            }
            catch (ReleaseException)
            {
                // Deploy refuses it, and says so: neither a release nor an accident.
            }
        }

        return new TagSamples(releases.ToImmutable(), others.ToImmutable());
    }

    private static IEnumerable<string> MadeUp(string tagPattern) =>
        TagPatternParser.TryParse(tagPattern) is not { } pattern
            ? []
            : from color in new[] { Color.Blue, Color.Green }
              let narrow = TagNarrowing.Of(pattern, color)
              where narrow is not null
              from tag in TagExamples.Of(narrow)
              select tag;
}
