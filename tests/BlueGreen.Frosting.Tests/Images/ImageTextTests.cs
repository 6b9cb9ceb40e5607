using BlueGreen.Errors;
using BlueGreen.Frosting.Images;
using Xunit;

namespace BlueGreen.Frosting.Tests.Images;

public sealed class ImageTextTests
{
    [Theory]
    [InlineData("plain folder", "plain folder")]
    [InlineData("with \"quotes\"", "with \\\"quotes\\\"")]
    [InlineData("C:\\folder", "C:\\folder")]
    [InlineData("C:\\folder\\", "C:\\folder\\\\")]
    [InlineData("a\\\"b", "a\\\\\\\"b")]
    public void QuotedText_IsFitForQuotes(string text, string expected) =>
        Assert.Equal(expected, QuotedText.Of(text));

    [Theory]
    [InlineData("https://user:token@git.example/team/shop.git", "https://git.example/team/shop")]
    [InlineData("git@github.com:team/shop.git", "https://github.com/team/shop")]
    [InlineData("ssh://git@git.example:2222/team/shop.git", "https://git.example/team/shop")]
    [InlineData("https://git.example/team/shop/", "https://git.example/team/shop")]
    [InlineData("/somewhere/bare.git", null)]
    [InlineData("file:///somewhere/bare.git", null)]
    [InlineData(null, null)]
    public void SourceAddress_OfOrigin_HasNoCredentials(string? origin, string? expected) =>
        Assert.Equal(expected, SourceAddress.Find(new Dictionary<string, string>(StringComparer.Ordinal), origin));

    [Fact]
    public void SourceAddress_OfCiSystem_WinsOverOrigin()
    {
        var github = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GITHUB_SERVER_URL"] = "https://github.com", ["GITHUB_REPOSITORY"] = "team/shop",
        };
        var semaphore = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SEMAPHORE_GIT_URL"] = "git@github.com:team/shop.git",
        };

        Assert.Equal("https://github.com/team/shop", SourceAddress.Find(github, "https://other.example/x"));
        Assert.Equal("https://github.com/team/shop", SourceAddress.Find(semaphore, "https://other.example/x"));
    }

    [Theory]
    [InlineData("Cannot connect to the Docker daemon at unix:///x.sock. Is the docker daemon running?", "DOCKER_HOST")]
    [InlineData("permission denied while trying to connect to the Docker daemon socket", "group docker")]
    [InlineData("denied: requested access to the resource is denied", "docker login")]
    [InlineData("no basic auth credentials", "docker login")]
    [InlineData("http: server gave HTTP response to HTTPS client", "insecure-registries")]
    [InlineData("dial tcp: lookup registry.example: no such host", "option image")]
    [InlineData("write /x: no space left on device", "docker system prune")]
    [InlineData("unknown instruction: FORM", "its whole output stands above")]
    public void DockerFailure_SaysWhatWhyAndNext(string line, string remedy)
    {
        var failure = DockerFailure.Of(
            "The image was not built.", ["first", line, "  "], new IOException("exit code 1"));

        Assert.Equal(ExitCode.NotSwitched, failure.ExitCode);
        Assert.Equal("The image was not built.", failure.Problem);
        Assert.Equal($"first\n{line}", failure.Reason);
        Assert.Contains(remedy, failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void DockerFailure_OfSilence_TellsTheExitCode() => Assert.Equal(
        "exit code 1", DockerFailure.Of("Not built.", [], new IOException("exit code 1")).Reason);
}
