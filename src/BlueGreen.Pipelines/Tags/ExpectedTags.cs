using System.Collections.Concurrent;
using BlueGreen.Pipelines.Checking;

namespace BlueGreen.Pipelines.Tags;

/// <summary>What triggers are held to.</summary>
/// <param name="Triggers">What we would write.</param>
/// <param name="Samples">Tags to try them with.</param>
internal sealed record ExpectedTags(TagTriggers Triggers, TagSamples Samples)
{
    private const int MaxKnown = 16;

    // What is written is checked, pattern by pattern, many times.
    private static readonly ConcurrentDictionary<string, ExpectedTags> Known = new(StringComparer.Ordinal);

    /// <summary>Finds it out.</summary>
    /// <param name="expected">The tag pattern, and the tags of the repository.</param>
    /// <returns>Triggers and samples.</returns>
    public static ExpectedTags Of(PipelineExpectations expected)
    {
        if (Known.Count > MaxKnown)
        {
            Known.Clear();
        }

        return expected.Tags.IsEmpty
            ? Known.GetOrAdd(expected.TagPattern, static pattern => Make(pattern, []))
            : Make(expected.TagPattern, expected.Tags);
    }

    private static ExpectedTags Make(string pattern, IEnumerable<string> tags) =>
        new(TagTriggers.Of(pattern), TagSamples.Of(pattern, tags));
}
