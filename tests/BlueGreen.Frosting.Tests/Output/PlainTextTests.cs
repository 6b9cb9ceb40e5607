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
    [InlineData("x ##vso[task.setvariable variable=a]b", "x ## vso[task.setvariable variable=a]b")]
    [InlineData("a ##TeamCity[buildStatus text='x']", "a ## TeamCity[buildStatus text='x']")]
    [InlineData("\e[0Ksection_start:1:x[collapsed=true]\r\e[0Kfake", "?[0Ksection_start:1:x[collapsed=true]\n?[0Kfake")]
    [InlineData("--- fake group\n+++ a\n~~~ b\n^^^ +++", "| --- fake group\n| +++ a\n| ~~~ b\n| ^^^ +++")]
    [InlineData("---\n  --- a/b", "---\n  --- a/b")]
    [InlineData("\u202egnihtyna\u2066\u200f", "?gnihtyna??")]
    [InlineData("std::string, http://[::1]:80", "std::string, http://[::1]:80")]
    public void Of_TextOfOthers_IsObeyedByNobody(string text, string expected) =>
        Assert.Equal(expected, PlainText.Of(text));
}
