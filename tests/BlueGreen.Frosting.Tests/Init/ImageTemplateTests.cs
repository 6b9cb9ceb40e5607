using BlueGreen.Frosting.Init;
using Xunit;

namespace BlueGreen.Frosting.Tests.Init;

public sealed class ImageTemplateTests
{
    [Theory]
    [InlineData("registry:5000/team/shop", "registry:5000/team/shop", "team/shop")]
    [InlineData("registry.acme/shop:$VERSION", "registry.acme/shop", "shop")]
    [InlineData("registry.acme/shop:v${VERSION}-x", "registry.acme/shop", "shop")]
    [InlineData("shop:1.0", "shop", "shop")]
    [InlineData("$REGISTRY/shop:1", null, null)]
    [InlineData("shop-$NAME:1", null, null)]
    [InlineData("$img", null, null)]
    [InlineData("Shop:1", null, null)]
    public void RepositoryOf_NameWithVariables_IsWhatIsSure(string text, string? repository, string? localName)
    {
        Assert.Equal(repository, ImageTemplate.RepositoryOf(text));
        Assert.Equal(localName, ImageTemplate.LocalNameOf(text));
    }

    [Theory]
    [InlineData("$REGISTRY/shop:$TAG", true)]
    [InlineData("$img", true)]
    [InlineData("Shop:$TAG", false)]
    [InlineData("a b", false)]
    public void TryParse_OnceVariablesHaveValues_IsANameOrNot(string text, bool expected) =>
        Assert.Equal(expected, ImageTemplate.TryParse(text) is not null);
}
