using BlueGreen.Options;
using Xunit;

namespace BlueGreen.Tests.Options;

public sealed class BuildOptionsTests
{
    [Fact]
    public void Load_Build_IsRead()
    {
        var build = OptionsLoader.Load(new OptionsInput { YamlText = OptionSamples.Full }).Options.Build;

        Assert.Equal(
            ("app", "app/Dockerfile", "linux/arm64"), (build.Context, build.Dockerfile, build.Platform));
        Assert.Equal(
            ["NODE=22", "TAG=$VERSION"], build.Arguments.Select(each => $"{each.Key}={each.Value}"));
    }

    [Fact]
    public void Load_NothingSaid_IsTheDefault()
    {
        var build = OptionsLoader.Load(new OptionsInput { YamlText = "app: shop" }).Options.Build;

        Assert.Equal((".", "Dockerfile", null), (build.Context, build.Dockerfile, build.Platform));
        Assert.Empty(build.Arguments);
    }
}
