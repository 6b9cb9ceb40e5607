using BlueGreen.EndToEnd.Tests.Support;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.Pipelines;

/// <summary>GitHub's files, as the target writes them, run from a pushed tag to a rollback.</summary>
/// <param name="cluster">The cluster.</param>
[Trait("Kind", "Loopback")]
public sealed class GitHubRunTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private static readonly Answer V1 = Answer.Of("blue", "1.0");
    private static readonly Answer V2 = Answer.Of("green", "2.0");

    [Fact]
    public async Task Workflows_BlueThenGreenThenBack_UsersSeeEachAndNoRequestFails()
    {
        using var shop = await cluster.OpenShopAsync();
        using var repository = await CiRepository.CreateAsync(shop, "--ci=github");
        Assert.Empty(await new GitHubRun(repository, "release.yml", "9").PushAsync("v1.0"));
        Assert.False(Directory.Exists(repository.Store));

        var first = new GitHubRun(repository, "release.yml", "101");
        Assert.Equal(["approve"], await first.PushAsync("v1.0-blue"));
        await shop.AnswersAsync(users: Answer.Nobody, testers: V1);
        Assert.Empty(await first.ApproveAsync("approve"));
        await shop.AnswersAsync(users: V1, testers: V1);

        await using var users = shop.StartTraffic();
        var second = new GitHubRun(repository, "release.yml", "102");
        Assert.Equal(["approve"], await second.PushAsync("v2.0-green"));
        await shop.AnswersAsync(users: V1, testers: V2);
        Assert.Empty(await second.ApproveAsync("approve"));
        await shop.AnswersAsync(users: V2, testers: V2);

        var back = new GitHubRun(repository, "rollback.yml", "103");
        await back.DispatchAsync(("release-id", "102"));
        await shop.AnswersAsync(users: V1, testers: V1);
        await users.EndWithoutFailureAsync("1.0", "2.0");

        Shows(second, "Deploy", "Activate");
        Shows(back, "Rollback");
        Assert.Contains("<testsuite", Kept(second, "SmokeTest-1", "junit.xml"), StringComparison.Ordinal);
    }

    /// <summary>What a person types into a form is data, whatever it holds.</summary>
    [Fact]
    public async Task Rollback_InputThatIsAScript_IsOnlyAnUnknownRelease()
    {
        using var shop = await cluster.OpenShopAsync();
        using var repository = await CiRepository.CreateAsync(shop, "--ci=github");
        var run = new GitHubRun(repository, "rollback.yml", "104");
        var evil = $"\"; touch '{Path.Combine(shop.Folder, "owned")}'; echo \"$(touch {Path.Combine(shop.Folder, "owned")})";

        var failed = await Assert.ThrowsAnyAsync<Exception>(() => run.DispatchAsync(("release-id", evil)));

        Assert.Contains("nothing to roll back to", failed.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(shop.Folder, "owned")));
    }

    private static void Shows(GitHubRun run, params string[] targets) => Assert.All(targets, target =>
    {
        Assert.True(File.Exists(Path.Combine(run.Store, $"{target}-1", "report.html")), target);
        Assert.Contains(target, run.Summary.ToString(), StringComparison.Ordinal);
    });

    private static string Kept(GitHubRun run, params string[] path) => File.ReadAllText(Path.Combine([run.Store, .. path]));
}
