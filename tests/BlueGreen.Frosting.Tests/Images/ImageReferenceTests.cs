using BlueGreen.Frosting.Images;
using Xunit;

namespace BlueGreen.Frosting.Tests.Images;

public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("shop", "shop", null, null)]
    [InlineData("shop:1.0", "shop", "1.0", null)]
    [InlineData("registry:5000/shop", "registry:5000/shop", null, null)]
    [InlineData("registry:5000/shop:1", "registry:5000/shop", "1", null)]
    [InlineData("Registry.Example/team/my-shop__x:V_1.0-rc", "Registry.Example/team/my-shop__x", "V_1.0-rc", null)]
    [InlineData("shop@" + Digest, "shop", null, Digest)]
    [InlineData("localhost:5000/a/b:1@" + Digest, "localhost:5000/a/b", "1", Digest)]
    public void TryParse_Name_HasItsParts(string text, string repository, string? tag, string? digest)
    {
        var image = ImageReference.TryParse(text);

        Assert.Equal(new ImageReference(repository, tag, digest), image);
        Assert.Equal(text, image!.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Shop")]
    [InlineData("shop:")]
    [InlineData("shop:-1")]
    [InlineData("shop:1 --privileged")]
    [InlineData("-shop")]
    [InlineData("--help")]
    [InlineData("a//b")]
    [InlineData("a/b/")]
    [InlineData("registry:port/shop")]
    [InlineData("https://registry/shop")]
    [InlineData("shop\n")]
    [InlineData("shop@sha256:0123")]
    [InlineData("shop@sha256:0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("shop@md5:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("shop;rm")]
    [InlineData("shop$(id)")]
    public void TryParse_NoName_IsNull(string? text) => Assert.Null(ImageReference.TryParse(text));

    [Fact]
    public void TryParse_TooLong_IsNull()
    {
        Assert.NotNull(ImageReference.TryParse(new string('a', 255)));
        Assert.Null(ImageReference.TryParse(new string('a', 256)));
        Assert.Null(ImageReference.TryParse("a:" + new string('b', 129)));
        Assert.Null(ImageReference.TryParse(new string('a', 100_000) + "!"));
    }

    [Theory]
    [InlineData("shop", null, "shop")]
    [InlineData("docker.io/library/shop", "docker.io", "shop")]
    [InlineData("docker.io/team/shop", "docker.io", "team/shop")]
    [InlineData("index.docker.io/team/shop", "index.docker.io", "team/shop")]
    [InlineData("localhost/shop", "localhost", "localhost/shop")]
    [InlineData("registry:5000/shop", "registry:5000", "registry:5000/shop")]
    [InlineData("team/shop", null, "team/shop")]
    public void Repository_HostAndShortName_AreAsDockerMeansThem(string text, string? host, string shortName)
    {
        var image = ImageReference.TryParse(text)!;

        Assert.Equal(host, image.Host);
        Assert.Equal(shortName, image.ShortRepository);
    }

    [Fact]
    public void Pinned_And_WithTag_LeaveTheOtherOut()
    {
        var image = ImageReference.TryParse("shop:1@" + Digest)!;

        Assert.Equal("shop@" + Digest, image.Pinned(Digest).ToString());
        Assert.Equal("shop:2", image.WithTag("2").ToString());
    }
}
