using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;
using BlueGreen.Pipelines.Tags;
using BlueGreen.Releases;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>Every release tag starts a release, and other tags start none where that can be said.</summary>
/// <remarks>
/// Tried with samples. A tag too many counts only where our own globs would not start on it: <c>v-blue</c> passes
/// <c>v*-blue</c>, which is usual, and Deploy answers "Nothing to do".
/// </remarks>
/// <seealso
/// href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpush"/>
internal static class TriggerRule
{
    /// <summary>Checks it.</summary>
    /// <param name="files">The workflows.</param>
    /// <param name="tags">What is expected.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static void Check(GitHubFiles files, ExpectedTags tags, Findings findings)
    {
        var triggers = files.Workflows
            .Where(file => file.TouchingJobs.Any(job => job.RunsTarget()))
            .Select(file => TagFilter.Of(file, findings))
            .OfType<TagFilter>()
            .ToList();
        if (!triggers.Exists(trigger => trigger.HasTags))
        {
            // Nothing asks for a tag: people start releases, or every push does.
            return;
        }

        foreach (var color in new[] { Color.Blue, Color.Green })
        {
            CheckMissed(triggers, color, tags, findings);
        }

        foreach (var trigger in triggers.Where(trigger => trigger.HasTags))
        {
            CheckExtra(trigger, tags, findings);
        }
    }

    private static void CheckMissed(List<TagFilter> triggers, Color color, ExpectedTags tags, Findings findings)
    {
        var ofColor = tags.Samples.Releases.Where(tag => tag.Color == color).ToList();
        if (ofColor.Find(tag => triggers.TrueForAll(trigger => !trigger.Starts(tag.Text))) is not { } missed)
        {
            return;
        }

        // Said where most of the others of that color begin, or at the first one.
        findings.Warn(
            triggers.MaxBy(trigger => ofColor.Count(tag => trigger.Starts(tag.Text)))!.At,
            PipelineRules.TagMissed,
            $"The release tag '{missed}' starts nothing.",
            "It matches tag-pattern of bluegreen.yml, and no filter: whoever pushes it waits in vain.",
            $"Add {Globs(tags.Triggers.For(color))}, or make tag-pattern narrower.");
    }

    private static void CheckExtra(TagFilter trigger, ExpectedTags tags, Findings findings)
    {
        // What an 'if' lets through only GitHub knows.
        if (trigger.File.TouchingJobs.All(job => job.Node.Get("if") is not null))
        {
            return;
        }

        var ours = TagGlobs.Parse(tags.Triggers.Blue.GitHubGlobs.Concat(tags.Triggers.Green.GitHubGlobs));
        if (tags.Samples.Others.FirstOrDefault(tag => trigger.Starts(tag) && !ours.Match(tag)) is { } extra)
        {
            findings.Warn(
                trigger.At,
                PipelineRules.TagExtra,
                $"The tag '{extra}' starts a release, and is no release tag.",
                "Deploy answers \"Nothing to do\" to it, but only after it has waited in the group of releases.",
                $"Write {Globs(tags.Triggers.Blue)}, {Globs(tags.Triggers.Green)}.");
        }
    }

    private static string Globs(ColorTrigger trigger) =>
        string.Join(", ", trigger.GitHubGlobs.Select(glob => $"'{glob}'"));
}
