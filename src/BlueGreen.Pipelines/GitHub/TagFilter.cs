using BlueGreen.Options;
using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;
using BlueGreen.Pipelines.Tags;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>On which pushed tags a workflow starts.</summary>
/// <param name="File">The workflow.</param>
/// <param name="At">The place of the filter.</param>
/// <param name="HasTags">Whether it asks for tags at all.</param>
/// <param name="Globs">What it asks for; null for every tag.</param>
/// <param name="IsUnless">Whether these are the tags on which it does not start.</param>
internal sealed record TagFilter(GitHubFile File, SourcePosition At, bool HasTags, TagGlobs? Globs, bool IsUnless)
{
    private const int MaxGlobs = 100;

    /// <summary>Reads it.</summary>
    /// <param name="file">The workflow.</param>
    /// <param name="findings">Takes patterns that are none.</param>
    /// <returns>The filter; null when no tag starts the workflow, or its filter cannot be read.</returns>
    public static TagFilter? Of(GitHubFile file, Findings findings) => file.Root.Get("on") switch
    {
        YamlScalar { Value: "push" } on => new TagFilter(file, on.At, HasTags: false, null, IsUnless: false),
        YamlSequence on when on.Items().Any(item => item is YamlScalar { Value: "push" }) =>
            new TagFilter(file, on.At, HasTags: false, null, IsUnless: false),
        YamlMapping on when on.Get("push") is { } push => OfPush(file, push, findings),
        _ => null,
    };

    /// <summary>Tells whether a tag starts the workflow.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>Whether it does.</returns>
    public bool Starts(string tag) => Globs is null || Globs.Match(tag) != IsUnless;

    private static TagFilter? OfPush(GitHubFile file, YamlNode push, Findings findings)
    {
        foreach (var key in new[] { "tags", "tags-ignore" })
        {
            if (push.Get(key) is { } filter)
            {
                var patterns = filter.Items().Prepend(filter).OfType<YamlScalar>().Take(MaxGlobs).ToList();
                return TryParse(patterns, findings) is { } globs
                    ? new TagFilter(file, filter.At, HasTags: true, globs, key is "tags-ignore")
                    : null;
            }
        }

        // A filter for branches alone keeps every tag out.
        return push.Get("branches") is null && push.Get("branches-ignore") is null
            ? new TagFilter(file, push.At, HasTags: false, null, IsUnless: false)
            : null;
    }

    private static TagGlobs? TryParse(List<YamlScalar> patterns, Findings findings)
    {
        var isGood = true;
        foreach (var pattern in patterns)
        {
            try
            {
                _ = TagGlobs.Parse([pattern.Value]);
            }
            catch (FormatException wrong)
            {
                isGood = false;
                findings.Refuse(
                    pattern.At,
                    PipelineRules.TagGlob,
                    $"The filter '{pattern.Value}' cannot be read: {wrong.Message}.",
                    "Write a pattern of *, **, ?, + and [], with a backslash before what stands for itself.");
            }
        }

        return isGood ? TagGlobs.Parse(patterns.Select(pattern => pattern.Value)) : null;
    }
}
