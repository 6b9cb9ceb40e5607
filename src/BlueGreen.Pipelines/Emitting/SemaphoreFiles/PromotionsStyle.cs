using BlueGreen.Releases;

namespace BlueGreen.Pipelines.Emitting.SemaphoreFiles;

/// <summary>Semaphore's files, one for each target: the color is a parameter of the promotion.</summary>
internal static class PromotionsStyle
{
    /// <summary>Makes them.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The files.</returns>
    public static IEnumerable<SemaphorePipeline> Files(PipelinePlan plan) =>
    [
        First(plan, color => new SemaphorePromotion($"Deploy to {color.ToName()}", "deploy.yml")
        {
            Color = color.ToName(),
        }),
        Deploy(plan),
        Activate(plan),
        Last(plan, "rollback.yml", "Rollback", plan.Limits.Rollback),
        Last(plan, "decommission.yml", "Decommission", plan.Limits.Decommission),
    ];

    /// <summary>Makes the file that every push runs.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="deployTo">What deploys to a color.</param>
    /// <returns>The file.</returns>
    public static SemaphorePipeline First(PipelinePlan plan, Func<Color, SemaphorePromotion> deployTo) => new(
        "semaphore.yml",
        plan.HasImage ? "Test and image" : "Test",
        SemaphoreParts.Cloud,
        plan.HasImage
            ? [SemaphoreParts.Test(plan), SemaphoreParts.Image(plan)]
            : [SemaphoreParts.Test(plan)])
    {
        About = "What every push runs. A tag that names a release is deployed to its color afterwards.\n"
            + "Nothing here touches the cluster, so the default queue, one for each branch and tag, is right.",
        Minutes = plan.Limits.Test + (plan.HasImage ? plan.Limits.Image : 0),
        Promotions =
        [
            .. new[] { Color.Blue, Color.Green }.Select(color => deployTo(color) with
            {
                When = $"result = 'passed' AND {SemaphoreParts.IsTagOf(plan, color)}",
            }),
        ],
    };

    private static SemaphorePipeline Deploy(PipelinePlan plan) => new(
        "deploy.yml",
        $"Deploy to {SemaphoreParts.Parameter}",
        SemaphoreParts.Cloud,
        [SemaphoreParts.Deploy(plan, SemaphoreParts.Parameter), SemaphoreParts.SmokeTest(SemaphoreParts.Parameter)])
    {
        About = "Deploys a release to the idle color, where only testers see it, and tests it there.",
        Minutes = plan.Limits.Deploy + plan.Limits.SmokeTest,
        Queue = new SemaphoreQueue(plan.Queue),
        Promotions =
        [
            new SemaphorePromotion("Activate", "activate.yml")
            {
                Comment = "Pressed by a person. The queue is free until then; should another release have been\n"
                    + "deployed to this color in the meantime, Activate refuses.",
            },
        ],
    };

    private static SemaphorePipeline Activate(PipelinePlan plan) => new(
        "activate.yml", "Activate", SemaphoreParts.Cloud, [SemaphoreParts.Target("Activate", "Activate")])
    {
        About = "Moves all users to the tested release in one write, and proves it.",
        Minutes = plan.Limits.Activate,
        Queue = new SemaphoreQueue(plan.Queue),
        Promotions =
        [
            new SemaphorePromotion("Rollback", "rollback.yml"),
            new SemaphorePromotion("Decommission", "decommission.yml"),
        ],
    };

    private static SemaphorePipeline Last(PipelinePlan plan, string file, string target, int minutes) => new(
        file, target, SemaphoreParts.Cloud, [SemaphoreParts.Target(target, target)])
    {
        About = target is "Rollback"
            ? "Moves all users back to the color that was live before, whatever state the other one is in."
            : "Removes the color that nobody uses any more, once its last request has ended.",
        Minutes = minutes,
        Queue = new SemaphoreQueue(plan.Queue),
    };
}
