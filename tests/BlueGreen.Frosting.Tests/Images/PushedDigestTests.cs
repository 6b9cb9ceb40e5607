using BlueGreen.Frosting.Images;
using Xunit;

namespace BlueGreen.Frosting.Tests.Images;

public sealed class PushedDigestTests
{
    private const string One = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Two = "sha256:1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static readonly ImageReference Shop = ImageReference.TryParse("registry:5000/shop:1")!;

    [Theory]
    [InlineData($"1.0: digest: {One} size: 528", One)]
    [InlineData($"local-abc: digest: {One} size: 1", One)]
    [InlineData($"digest: {One}", null)]
    [InlineData("1.0: digest: sha256:12 size: 528", null)]
    [InlineData("e185abc30149: Pushed", null)]
    public void DigestIn_LinesOfDocker_IsTheDigest(string line, string? expected) =>
        Assert.Equal(expected, ImagePush.DigestIn(["The push refers to repository [x]", line]));

    [Theory]
    [InlineData($"[\"registry:5000/shop@{One}\"]", One)]
    [InlineData($"[\"other/shop@{Two}\", \"registry:5000/shop@{One}\"]", One)]
    [InlineData($"[\"registry:5000/shop@{One}\", \"registry:5000/shop@{Two}\"]", null)]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    [InlineData("[null, 7]", null)]
    [InlineData("nonsense", null)]
    public void DigestFor_WhatDockerKeeps_IsTheOneOfTheRepository(string json, string? expected) =>
        Assert.Equal(expected, ImagePush.DigestFor(json, Shop));

    [Fact]
    public void DigestFor_DockerHub_IsFoundUnderItsShortName() => Assert.Equal(
        One, ImagePush.DigestFor($"[\"team/shop@{One}\"]", ImageReference.TryParse("docker.io/team/shop:1")!));
}
