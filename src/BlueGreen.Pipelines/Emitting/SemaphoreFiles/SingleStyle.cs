using BlueGreen.Releases;

namespace BlueGreen.Pipelines.Emitting.SemaphoreFiles;

/// <summary>
/// Semaphore's files for the Community Edition, which takes no <c>promotions</c>: one pipeline that ends with the smoke
/// test, and three files that its tasks run by hand.
/// </summary>
/// <remarks>A task starts a workflow of its own, and tasks of that edition have no parameters: what ties them to the
/// release is the tag they are run on, so the tag is the release id there.</remarks>
/// <seealso href="https://docs.semaphoreci.com/CE/using-semaphore/tasks"/>
internal static class SingleStyle
{
    // A task that is run on a branch has no tag: the shell says so, and nothing is touched.
    private const string ReleaseId =
        "--release-id=\"${SEMAPHORE_GIT_TAG_NAME:?is not set; run this on the tag of a release}\"";

    private static readonly SemaphoreAgent OwnAgent = new("s1-kubernetes", "", "mcr.microsoft.com/dotnet/sdk:10.0");

    /// <summary>Makes them.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The files.</returns>
    public static IEnumerable<SemaphorePipeline> Files(PipelinePlan plan) =>
    [
        First(plan),
        OfTask(plan, "activate.yml", "Activate", plan.Limits.Activate),
        OfTask(plan, "rollback.yml", "Rollback", plan.Limits.Rollback),
        OfTask(plan, "decommission.yml", "Decommission", plan.Limits.Decommission),
    ];

    private static SemaphorePipeline First(PipelinePlan plan) => new(
        "semaphore.yml",
        "Test, deploy and smoke test",
        OwnAgent,
        [
            SemaphoreParts.Test(plan),
            .. plan.HasImage ? [Image(plan)] : Array.Empty<SemaphoreBlock>(),
            .. OfColor(plan, Color.Blue),
            .. OfColor(plan, Color.Green),
        ])
    {
        About = "What every push runs. A tag that names a release is deployed to its color as well, and tested there.\n"
            + "The Community Edition has no promotions: to go on, run the task Activate, Rollback or Decommission\n"
            + "by hand, with the release's tag as its reference.",
        Minutes = plan.Limits.Test + (plan.HasImage ? plan.Limits.Image : 0)
            + plan.Limits.Deploy + plan.Limits.SmokeTest,
        Queue = new SemaphoreQueue(plan.Queue, SemaphoreParts.IsRelease(plan)),
    };

    private static SemaphoreBlock Image(PipelinePlan plan) => SemaphoreParts.Image(plan, ReleaseId) with
    {
        Comment = "Needs an agent with Docker; the one that comes with the Community Edition has none.",
    };

    private static IEnumerable<SemaphoreBlock> OfColor(PipelinePlan plan, Color color)
    {
        var name = color.ToName();
        var deploy = SemaphoreParts.Deploy(plan, name, ReleaseId);
        var test = SemaphoreParts.SmokeTest(name, ReleaseId);
        yield return deploy with
        {
            Name = $"Deploy to {name}",
            After = [plan.HasImage ? "Image" : "Test"],
            RunWhen = SemaphoreParts.IsTagOf(plan, color),
        };
        yield return test with
        {
            Name = $"Smoke test of {name}",
            After = [$"Deploy to {name}"],
            RunWhen = SemaphoreParts.IsTagOf(plan, color),
        };
    }

    private static SemaphorePipeline OfTask(PipelinePlan plan, string file, string target, int minutes) => new(
        file, target, OwnAgent, [SemaphoreParts.Target(target, target, ReleaseId)])
    {
        About = $"Run by hand, by the task {target} with the release's tag as its reference. A task starts a workflow\n"
            + "of its own, so it is the tag that says whose release it is.",
        Minutes = minutes,
        Queue = new SemaphoreQueue(plan.Queue),
    };
}
