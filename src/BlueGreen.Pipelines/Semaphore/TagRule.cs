using BlueGreen.Options;
using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;
using BlueGreen.Pipelines.Tags;
using BlueGreen.Releases;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>Every release tag starts one release, and other tags start none where that can be said.</summary>
/// <remarks>
/// Tried with samples. A tag too many counts only where our own condition would not start on it: <c>v-blue</c> passes
/// <c>'^v.*-blue$'</c>, which is usual, and Deploy answers "Nothing to do".
/// </remarks>
internal static class TagRule
{
    /// <summary>Checks it.</summary>
    /// <param name="files">The pipelines.</param>
    /// <param name="tags">What is expected.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static void Check(SemaphoreFiles files, ExpectedTags tags, Findings findings)
    {
        var triggers = Promotions(files).Concat(Blocks(files)).ToList();
        if (!triggers.Exists(trigger => trigger.When is { } when && TagCondition.AsksForTag(when)))
        {
            // Nothing asks for a tag: people start releases, or every push does.
            return;
        }

        foreach (var color in new[] { Color.Blue, Color.Green })
        {
            CheckMissed(triggers, color, tags, findings);
        }

        foreach (var trigger in triggers.Where(each => each.When is { } when && TagCondition.AsksForTag(when)))
        {
            CheckExtra(trigger, tags, findings);
        }

        foreach (var group in triggers.Where(trigger => trigger.IsPromotion).GroupBy(trigger => trigger.From))
        {
            CheckTwice([.. group], tags.Samples, findings);
        }
    }

    private static void CheckMissed(List<TagTrigger> triggers, Color color, ExpectedTags tags, Findings findings)
    {
        var ofColor = tags.Samples.Releases.Where(tag => tag.Color == color).ToList();
        if (ofColor.Find(tag => triggers.TrueForAll(trigger => trigger.Starts(tag.Text) is false)) is not { } missed)
        {
            return;
        }

        // Said where most of the others of that color begin, or at the first one.
        var nearest = triggers.Where(trigger => trigger.When is not null)
            .MaxBy(trigger => ofColor.Count(tag => trigger.Starts(tag.Text) is not false))!;
        findings.Warn(
            nearest.At,
            PipelineRules.TagMissed,
            $"The release tag '{missed}' starts nothing.",
            "It matches tag-pattern of bluegreen.yml, and no condition: whoever pushes it waits in vain.",
            $"Write tag =~ '{tags.Triggers.For(color).SemaphorePattern}', or make tag-pattern narrower.");
    }

    private static void CheckExtra(TagTrigger trigger, ExpectedTags tags, Findings findings)
    {
        var ours = new[] { tags.Triggers.Blue, tags.Triggers.Green };
        var extra = tags.Samples.Others.FirstOrDefault(tag =>
            trigger.Starts(tag) is true && !ours.Any(each => each.StartsOn(tag)));
        if (extra is not null)
        {
            findings.Warn(
                trigger.At,
                PipelineRules.TagExtra,
                $"The tag '{extra}' starts a release, and is no release tag.",
                "Deploy answers \"Nothing to do\" to it, but only after it has waited in the queue of releases.",
                $"Write {string.Join(" or ", ours.Select(each => $"tag =~ '{each.SemaphorePattern}'"))}.");
        }
    }

    private static void CheckTwice(List<TagTrigger> promotions, TagSamples samples, Findings findings)
    {
        for (var index = 1; index < promotions.Count; index++)
        {
            var (before, here) = (promotions[..index], promotions[index]);
            var twice = samples.Releases.FirstOrDefault(tag =>
                here.Starts(tag.Text) is true && before.Exists(trigger => trigger.Starts(tag.Text) is true));
            if (twice is not null)
            {
                findings.Warn(
                    here.At,
                    PipelineRules.TagTwice,
                    $"The release tag '{twice}' starts this promotion and another one of this file.",
                    "Two pipelines then work on one release, each with its own parameters.",
                    "Make the conditions exclude each other, such as '-blue$' and '-green$'.");
            }
        }
    }

    private static IEnumerable<TagTrigger> Promotions(SemaphoreFiles files) =>
        from promotion in files.Promotions()
        where promotion.Target is { RunsTarget: true }
        let when = promotion.Node.Get("auto_promote").Get("when") as YamlScalar
        where when is not null
        select new TagTrigger(promotion.From, when.At, when, IsUnless: false, IsPromotion: true);

    /// <summary>Blocks of pipelines that a push starts: of the first one, which nothing promotes.</summary>
    private static IEnumerable<TagTrigger> Blocks(SemaphoreFiles files)
    {
        var promoted = files.Promotions().Select(promotion => promotion.Target).ToHashSet();
        return from file in files.Pipelines
               where PipelineFiles.Normal(file.Name) is ".semaphore/semaphore.yml" && !promoted.Contains(file)
               from block in file.Blocks
               where file.Releases(block)
               let run = block.Get("run").Get("when") as YamlScalar
               let skip = block.Get("skip").Get("when") as YamlScalar
               select new TagTrigger(file, (run ?? skip)?.At ?? block.At, run ?? skip, run is null, IsPromotion: false);
    }

    /// <summary>What starts a release.</summary>
    /// <param name="From">The pipeline it is in.</param>
    /// <param name="At">Its place.</param>
    /// <param name="When">Its condition; null for always.</param>
    /// <param name="IsUnless">Whether the condition is one under which it does not start.</param>
    /// <param name="IsPromotion">Whether it is a promotion.</param>
    private sealed record TagTrigger(
        SemaphoreFile From, SourcePosition At, YamlScalar? When, bool IsUnless, bool IsPromotion)
    {
        /// <summary>Tells whether a tag starts it; null where only the CI system knows.</summary>
        public bool? Starts(string tag) =>
            When is null ? true : TagCondition.Holds(When, tag) is { } holds ? holds != IsUnless : null;
    }
}
