using BlueGreen.Releases;

namespace BlueGreen.Pipelines.Emitting.SemaphoreFiles;

/// <summary>Semaphore's files as the article on blue-green deployments has them: four for each color.</summary>
/// <seealso href="https://semaphore.io/blog/continuous-blue-green-deployments-with-kubernetes"/>
internal static class ArticleStyle
{
    /// <summary>Makes them.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The files.</returns>
    public static IEnumerable<SemaphorePipeline> Files(PipelinePlan plan) =>
    [
        PromotionsStyle.First(plan, color => new SemaphorePromotion(
            $"Deploy to {Title(color)}", $"deploy-to-{color.ToName()}.yml")),
        .. OfColor(plan, Color.Blue),
        .. OfColor(plan, Color.Green),
    ];

    private static IEnumerable<SemaphorePipeline> OfColor(PipelinePlan plan, Color color)
    {
        var (name, other) = (color.ToName(), color.Other().ToName());
        var activate = new SemaphorePromotion($"Activate {Title(color)}", $"activate-{name}.yml");
        var decommission = new SemaphorePromotion(
            $"Decommission {Title(color.Other())}", $"decommission-{other}.yml");
        var rollback = new SemaphorePromotion($"Rollback to {Title(color.Other())}", $"rollback-to-{other}.yml");

        yield return Queued(plan, $"deploy-to-{name}.yml", $"Deploy to {Title(color)}") with
        {
            About = $"Deploys a release to {name}, where only testers see it, and tests it there.",
            Blocks = [SemaphoreParts.Deploy(plan, name), SemaphoreParts.SmokeTest(name)],
            Minutes = plan.Limits.Deploy + plan.Limits.SmokeTest,
            Promotions = [activate],
        };
        yield return Queued(plan, activate.File, activate.Name) with
        {
            About = $"Moves all users to {name} in one write, and proves it.",
            Blocks = [SemaphoreParts.Target("Activate", "Activate") with { Variables = [("COLOR_ACTIVE", name)] }],
            Minutes = plan.Limits.Activate,
            Promotions = [decommission, rollback],
        };
        yield return Queued(plan, decommission.File, decommission.Name) with
        {
            About = $"Removes {other}, once its last request has ended.",
            Blocks =
            [
                SemaphoreParts.Target("Decommission", "Decommission") with
                {
                    Variables = [("COLOR_DECOMISSION", other)],
                },
            ],
            Minutes = plan.Limits.Decommission,
        };
        yield return Queued(plan, rollback.File, rollback.Name) with
        {
            About = $"Moves all users back to {other}, whatever state {name} is in.",
            Blocks = [SemaphoreParts.Target("Rollback", "Rollback") with { Variables = [("COLOR_ACTIVE", other)] }],
            Minutes = plan.Limits.Rollback,
        };
    }

    private static SemaphorePipeline Queued(PipelinePlan plan, string file, string title) =>
        new(file, title, SemaphoreParts.Cloud, [])
        {
            About = string.Empty, Minutes = 1, Queue = new SemaphoreQueue(plan.Queue),
        };

    private static string Title(Color color) => color is Color.Blue ? "Blue" : "Green";
}
