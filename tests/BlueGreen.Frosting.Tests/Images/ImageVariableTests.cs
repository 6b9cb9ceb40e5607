using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Frosting.Tests.Hosting;
using Xunit;

namespace BlueGreen.Frosting.Tests.Images;

/// <summary>The variable IMAGE in a user's manifests, and the image of generated ones.</summary>
[Collection(HostCollection.Name)]
public sealed class ImageVariableTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private const string Deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop-$COLOR_TEST}
        spec:
          template:
            spec:
              containers: [{name: shop, image: $IMAGE}]

        """;

    [Theory]
    [InlineData("image: registry:5000/shop\n", "registry:5000/shop:r1")]
    [InlineData("image: registry:5000/shop:$VERSION\n", "registry:5000/shop:1.0")]
    [InlineData("image: shop@" + Digest + "\n", "shop@" + Digest)]
    public void Manifests_WithVariable_GetTheImage(string settings, string expected)
    {
        using var run = Open(settings);

        Assert.Equal(expected, ImageOf(run));
    }

    [Fact]
    public void Manifests_AfterPush_GetTheDigest()
    {
        using var run = Open("image: registry:5000/shop:$VERSION\n");
        run.Write(
            "artifacts/image.json",
            $$"""{"releaseId": "r1", "image": "registry:5000/shop:1.0", "digest": "{{Digest}}"}""");

        Assert.Equal($"registry:5000/shop@{Digest}", ImageOf(run));
    }

    [Theory]
    [InlineData("r1", true)]
    [InlineData("r2", false)]
    public void Deploy_ManifestsWithoutVariable_SaysThatThePushedImageIsNotUsed(string pushedFor, bool isSaid)
    {
        using var run = Open("image: registry:5000/shop\n");
        run.Write("manifests/deployment.yml", Deployment.Replace("$IMAGE", "own:1", StringComparison.Ordinal));
        run.Write(
            "artifacts/image.json",
            $$"""{"releaseId": "{{pushedFor}}", "image": "registry:5000/shop", "digest": "{{Digest}}"}""");

        run.Exits(ExitCode.Usage, "--target=Deploy", "--tag=v1.0-green", "--release-id=r1", "--dryrun");
        var words = "image: as the manifests name it; artifacts/image.json is not used";
        Assert.Equal(isSaid, run.Output.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Manifests_WithoutOption_HaveNoSuchVariable()
    {
        using var run = Open(string.Empty);

        run.Exits(ExitCode.Usage, "--target=Deploy", "--tag=v1.0-green", "--release-id=r1", "--dryrun");
        Assert.Contains("the variable IMAGE is not set", run.Output, StringComparison.Ordinal);
    }

    // Whoever has a variable of this name already, and not the option, keeps it.
    [Fact]
    public void Manifests_WithoutOption_TakeTheEnvironments()
    {
        using var run = Open(string.Empty);
        run.Environment["IMAGE"] = "own:1";

        Assert.Equal("own:1", ImageOf(run));
    }

    [Fact]
    public void Option_OfThatName_CannotBeSet()
    {
        using var run = Open("variables: {IMAGE: mine}\n");

        run.Exits(ExitCode.Usage, "--target=ReadInputs");
        Assert.Contains("it is the option image", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Generated_WithoutVersion_IsRefusedByName()
    {
        using var run = new HostRun("app: shop\nimage: shop:$BUILD_NUMBER\n");

        run.Exits(ExitCode.Usage, "--target=Deploy", "--tag=v1.0-green", "--release-id=r1", "--dryrun");
        Assert.Contains("BUILD_NUMBER", run.Output, StringComparison.Ordinal);
    }

    private static HostRun Open(string settings)
    {
        var run = new HostRun("app: shop\n" + settings);
        run.Write("manifests/deployment.yml", Deployment);
        return run;
    }

    private static string ImageOf(HostRun run)
    {
        run.Exits(ExitCode.Done, "--target=ReadInputs", "--tag=v1.0-green", "--release-id=r1");
        var inputs = run.Seen.Inputs!;
        var deployment = new ManifestRenderer(inputs).Render(inputs.Release!).Colored[0];
        return (string)deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!;
    }
}
