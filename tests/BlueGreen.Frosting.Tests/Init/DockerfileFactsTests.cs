using BlueGreen.Frosting.Init;
using Xunit;

namespace BlueGreen.Frosting.Tests.Init;

public sealed class DockerfileFactsTests
{
    [Theory]
    [InlineData("FROM a\nEXPOSE 3000\n", 3000)]
    [InlineData("FROM a\r\nexpose 80/tcp 443\r\n", 80)]
    [InlineData("FROM a\nEXPOSE 1\nFROM b\nEXPOSE 2\n", 2)]
    [InlineData("FROM a\nEXPOSE 1\nFROM b\n", null)]
    [InlineData("FROM a\nEXPOSE $PORT\n", null)]
    [InlineData("FROM a\nEXPOSE 99999\n", null)]
    [InlineData("# EXPOSE 1\nFROM a\nEXPOSE \\\n  4000\n", 4000)]
    [InlineData("", null)]
    public void Of_Expose_IsThePort(string text, int? expected) =>
        Assert.Equal(expected, DockerfileFacts.Of(text).Port);

    [Theory]
    [InlineData("CMD [\"node\", \"src/app.js\"]", "node|src/app.js")]
    [InlineData("CMD npm start", "sh|-c|npm start")]
    [InlineData("ENTRYPOINT [\"dotnet\"]\nCMD [\"Shop.dll\"]", "dotnet|Shop.dll")]
    [InlineData("CMD [\"a\"]\nENTRYPOINT [\"b\"]", "b")]
    [InlineData("CMD [not json]", "sh|-c|[not json]")]
    [InlineData("RUN true", "")]
    public void Of_Command_IsWhatRuns(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', DockerfileFacts.Of($"FROM a\n{text}\n").Command));
}
