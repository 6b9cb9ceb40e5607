using BlueGreen.EndToEnd.Tests.Support;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.Pipelines;

/// <summary>Semaphore's files, as the target writes them, run from a pushed tag to a rollback.</summary>
/// <param name="cluster">The cluster.</param>
public sealed class SemaphoreRunTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private static readonly Answer V1 = Answer.Of("blue", "1.0");
    private static readonly Answer V2 = Answer.Of("green", "2.0");

    [Fact]
    public async Task Promotions_BlueThenGreenThenBack_UsersSeeEachAndNoRequestFails()
    {
        using var shop = await cluster.OpenShopAsync();
        using var repository = await CiRepository.CreateAsync(shop, "--ci=semaphore");
        var first = new SemaphoreWorkflow(repository, "v1.0-blue", "wf-1");
        await first.PushAsync();
        Assert.Equal(["Test", "Deploy to blue"], first.Ran);
        await shop.AnswersAsync(users: Answer.Nobody, testers: V1);
        await first.PressAsync("Activate");
        await shop.AnswersAsync(users: V1, testers: V1);

        await using var users = shop.StartTraffic();
        var second = new SemaphoreWorkflow(repository, "v2.0-green", "wf-2");
        await second.PushAsync();
        Assert.Equal(["Test", "Deploy to green"], second.Ran);
        await shop.AnswersAsync(users: V1, testers: V2);
        await second.PressAsync("Activate");
        await shop.AnswersAsync(users: V2, testers: V2);
        await second.PressAsync("Rollback");
        await shop.AnswersAsync(users: V1, testers: V1);
        await users.EndWithoutFailureAsync("1.0", "2.0");

        Shows(second, "Deploy", "v2.0-green");
        Shows(second, "Smoke test", "v2.0-green");
        Shows(second, "Rollback", "Rollback");
        var results = Kept(second, "Smoke test", "test-results", "junit.xml");
        Assert.Contains("<testsuite", results, StringComparison.Ordinal);
    }

    /// <summary>The Community Edition: one pipeline for the tag, then a task run by hand on that tag. The task's
    /// workflow is another one, and still the same release.</summary>
    [Fact]
    public async Task Single_TagAndTask_ReleaseWithoutPromotions()
    {
        using var shop = await cluster.OpenShopAsync();
        using var repository = await CiRepository.CreateAsync(shop, "--ci=semaphore", "--style=single");
        var pushed = new SemaphoreWorkflow(repository, "v1.0-blue", "wf-1");
        await pushed.PushAsync();
        Assert.Empty(pushed.Offered);
        await shop.AnswersAsync(users: Answer.Nobody, testers: V1);

        await new SemaphoreWorkflow(repository, "v1.0-blue", "wf-2").RunTaskAsync("activate.yml");
        await shop.AnswersAsync(users: V1, testers: V1);
        Assert.Equal("Deploy to blue, Smoke test of blue", string.Join(", ", Jobs(pushed)));
    }

    /// <summary>Somebody presses the other color's button: its settings must not meet this tag.</summary>
    [Fact]
    public async Task Promotions_WrongColorPressed_RefusesAndDeploysNothing()
    {
        using var shop = await cluster.OpenShopAsync();
        using var repository = await CiRepository.CreateAsync(shop, "--ci=semaphore", "--style=article");
        var workflow = new SemaphoreWorkflow(repository, "v1.0-blue", "wf-1");

        var failed = await Assert.ThrowsAnyAsync<Exception>(() => workflow.RunTaskAsync("deploy-to-green.yml"));

        Assert.Contains("COLOR_TEST says green", failed.Message, StringComparison.Ordinal);
        Assert.Empty(await shop.NamesAsync("deployments"));
    }

    private static IEnumerable<string?> Jobs(SemaphoreWorkflow workflow) =>
        Directory.GetDirectories(Path.Combine(workflow.Store, "jobs")).Select(Path.GetFileName)
            .Order(StringComparer.Ordinal);

    /// <summary>Demands the report page of a job, and the files beside it.</summary>
    private static void Shows(SemaphoreWorkflow workflow, string job, string words)
    {
        Assert.Contains(words, Kept(workflow, job, ".semaphore", "REPORT.md"), StringComparison.Ordinal);
        var target = job is "Smoke test" ? "SmokeTest" : job;
        var folder = Path.Combine(workflow.Store, "jobs", job, target);
        Assert.True(File.Exists(Path.Combine(folder, "report.html")), folder);
    }

    private static string Kept(SemaphoreWorkflow workflow, params string[] path)
    {
        var file = Path.Combine([workflow.Store, "jobs", .. path]);
        return File.Exists(file) ? File.ReadAllText(file) : $"(no {file})";
    }
}
