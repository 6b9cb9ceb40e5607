using BlueGreen.Errors;
using BlueGreen.Frosting.Output;
using Xunit;

namespace BlueGreen.Frosting.Tests.Output;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("a b\tc\nd", "a b\tc\nd")]
    [InlineData("one\r\ntwo", "one\ntwo")]
    [InlineData("\e[31mred\e[0m\a", "?[31mred?[0m?")]
    [InlineData("last words:\n  ::add-mask::x", "last words:\n  | ::add-mask::x")]
    [InlineData("::error::fake", "| ::error::fake")]
    [InlineData("##[error]fake", "## [error]fake")]
    [InlineData("std::string, http://[::1]:80", "std::string, http://[::1]:80")]
    public void Of_TextOfOthers_IsObeyedByNobody(string text, string expected) =>
        Assert.Equal(expected, PlainText.Of(text));

    [Fact]
    public void Annotation_Failure_IsOneLineThatEndsNowhereElse()
    {
        var error = new ReleaseException(ExitCode.RolledBack, "100% wrong", "::error::x\r\nline", "a, b");

        Assert.Equal(
            "::error title=blue-green (4)::100%25 wrong%0Awhy: ::error::x%0D%0Aline%0Anext: a, b",
            GitHubAnnotation.Of(error));
        Assert.Equal("a%3A%3Ab%2C%0A%25", GitHubAnnotation.Property("a::b,\n%"));
    }
}
