using BlueGreen.Errors;
using BlueGreen.Frosting.Tests.Hosting;
using Xunit;

namespace BlueGreen.Frosting.Tests.Images;

/// <summary>What Build, Push and Deploy say of an image before anything is asked of docker or a cluster.</summary>
[Collection(HostCollection.Name)]
public sealed class ImageTargetTests
{
    private const string Both = "registry:5000/shop:1.0 and registry:5000/shop:r1";
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public void Build_DryRun_SaysEverythingAndRunsNothing()
    {
        using var run = Open(
            "image: registry:5000/shop:$VERSION\nbuild: {args: {NPM_TOKEN: $T, MODE: fast}, platform: linux/amd64}\n");
        run.Environment["T"] = "not-for-eyes";
        run.Environment["DOCKER_HOST"] = "unix:///nowhere.sock";

        run.Exits(ExitCode.Done, "--target=Build", "--tag=v1.0-green", "--release-id=r1", "--dryrun");
        Assert.Contains($"would build: {Both}", run.Output, StringComparison.Ordinal);
        Assert.Contains("label org.opencontainers.image.version=1.0", run.Output, StringComparison.Ordinal);
        Assert.Contains("build arguments MODE, NPM_TOKEN", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not-for-eyes", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Push_DryRun_NamesBothTags()
    {
        using var run = Open("image: registry:5000/shop:$VERSION\n");

        run.Exits(ExitCode.Done, "--target=Push", "--tag=v1.0-green", "--release-id=r1", "--dryrun");
        Assert.Contains($"would push: {Both}", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(run.Folder, "artifacts")));
    }

    [Fact]
    public void Build_WithoutTagInImage_TakesTheReleaseId()
    {
        using var run = Open("image: registry:5000/shop\n");

        run.Exits(ExitCode.Done, "--target=Build", "--release-id=r1", "--dryrun");
        Assert.Contains("would build: registry:5000/shop:r1\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_ImageFromTheEnvironment_NeedsNoReleaseTag()
    {
        using var run = Open("image: $IMAGE\n");
        run.Environment["IMAGE"] = "registry:5000/shop:main";

        run.Exits(ExitCode.Done, "--target=Build", "--release-id=r1", "--dryrun");
        Assert.Contains("would build: registry:5000/shop:main and", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "There is no image.")]
    [InlineData("image: $IMAGE\n", "IMAGE, without a value.")]
    [InlineData("image: Shop:1\n", "The option 'image' is not the name of an image.")]
    [InlineData("image: shop:$VERSION\n", "VERSION, without a value: no release tag is known")]
    [InlineData("image: shop:$BUILD\n", "BUILD, without a value.")]
    [InlineData("image: shop@" + Digest + "\n", "is not ours to make")]
    [InlineData("image: shop\nbuild: {context: nowhere}\n", "The folder 'nowhere' does not exist.")]
    [InlineData("image: shop\nbuild: {dockerfile: Other}\n", "There is no Dockerfile 'Other'.")]
    [InlineData("image: shop\nbuild: {dockerfile: Own, context: app}\n", "build.dockerfile: app/Own")]
    [InlineData("image: shop\nbuild: {args: {A: $MISSING}}\n", "'build.args.A'")]
    [InlineData("image: shop\nbuild: {platform: 'linux amd64'}\n", "a platform such as linux/amd64")]
    public void Build_WhatCannotBeBuilt_IsUsage(string settings, string words)
    {
        using var run = Open(settings);
        run.Write("app/Own", "FROM scratch\n");

        run.Exits(ExitCode.Usage, "--target=Build", "--release-id=r1");
        Assert.Contains(words, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r1", "registry:5000/shop:1.0", "by digest, as artifacts/image.json says")]
    [InlineData("r1", "registry:5000/shop", "by digest, as artifacts/image.json says")]
    [InlineData("r1", "registry:5000/shop:9", "by tag: artifacts/image.json is about registry:5000/shop:9, not")]
    [InlineData("r2", "registry:5000/shop:9", "by tag: artifacts/image.json is of release r2, this is r1")]
    [InlineData("r1", "evil.example/shop:9", "by tag: artifacts/image.json is about evil.example/shop, not")]
    [InlineData("r1", "Not a name", "by tag: artifacts/image.json is not used, its image is not the name")]
    public void Deploy_ImageFile_CountsOnlyForItsRelease(string releaseId, string image, string words)
    {
        using var run = Open("image: registry:5000/shop:$VERSION\n");
        run.Write(
            "artifacts/image.json",
            $$"""{"releaseId": "{{releaseId}}", "image": "{{image}}", "digest": "{{Digest}}"}""");

        run.Exits(ExitCode.Usage, "--target=Deploy", "--tag=v1.0-green", "--release-id=r1", "--dryrun");
        Assert.Contains(words, run.Output, StringComparison.Ordinal);
        Assert.Contains(
            words.StartsWith("by digest", StringComparison.Ordinal)
                ? $"image: registry:5000/shop@{Digest} ("
                : "image: registry:5000/shop:1.0 (",
            run.Output,
            StringComparison.Ordinal);
    }

    private static HostRun Open(string settings)
    {
        var run = new HostRun("app: shop\n" + settings);
        run.Write("Dockerfile", "FROM scratch\n");
        return run;
    }
}
