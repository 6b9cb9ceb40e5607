using BlueGreen.EndToEnd.Tests.Images;
using BlueGreen.EndToEnd.Tests.Support;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.Pipelines;

/// <summary>The image stage of the emitted pipelines, with a real docker daemon and a real registry: what one machine
/// pushes, another one deploys by its digest.</summary>
/// <param name="fixture">The daemon.</param>
/// <param name="cluster">The cluster.</param>
public sealed class ImagePipelineTests(DaemonFixture fixture, ClusterFixture cluster)
    : IClassFixture<DaemonFixture>, IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task Semaphore_Tag_IsBuiltPushedAndDeployedByDigest()
    {
        using var shop = await cluster.OpenShopAsync();
        using var repository = await CiRepository.CreateWithImageAsync(shop, fixture.Daemon, "--ci=semaphore");
        var workflow = new SemaphoreWorkflow(repository, "v1.0-blue", "wf-image");

        await workflow.PushAsync();

        Assert.Equal("Test and image, Deploy to blue", string.Join(", ", workflow.Ran));
        await DemandAsync(shop, "wf-image");
    }

    [Fact]
    public async Task GitHub_Tag_IsBuiltPushedAndDeployedByDigest()
    {
        using var shop = await cluster.OpenShopAsync();
        using var repository = await CiRepository.CreateWithImageAsync(shop, fixture.Daemon, "--ci=github");

        var waiting = await new GitHubRun(repository, "release.yml", "201").PushAsync("v1.0-blue");

        Assert.Equal("approve", Assert.Single(waiting));
        await DemandAsync(shop, "201");
    }

    /// <summary>Demands that the deployed image is the pushed one, as docker knows it by the release id.</summary>
    private async Task DemandAsync(Shop shop, string releaseId)
    {
        var repository = $"{fixture.Daemon.Registry}/uptimer";
        var digests = await fixture.Daemon.AskAsync(
            "image", "inspect", "--format", "{{join .RepoDigests \" \"}}", $"{repository}:{releaseId}");
        var deployment = await shop.GetAsync("deployment", "shop-blue");
        var image = (string)deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!;
        Assert.StartsWith($"{repository}@sha256:", image, StringComparison.Ordinal);
        Assert.Contains(image, digests, StringComparison.Ordinal);
        await shop.AnswersAsync(users: Answer.Nobody, testers: Answer.Of("blue", "1.0"));
    }
}
