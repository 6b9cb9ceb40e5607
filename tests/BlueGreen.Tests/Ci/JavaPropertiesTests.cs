using BlueGreen.Ci;
using Xunit;

namespace BlueGreen.Tests.Ci;

public sealed class JavaPropertiesTests
{
    [Theory]
    [InlineData("a=b", "a", "b")]
    [InlineData("  a : b ", "a", "b ")]
    [InlineData("a b=c", "a", "b=c")]
    [InlineData("a\\=b\\ c=d", "a=b c", "d")]
    [InlineData("a=https\\://x/\\u00fc\\t|", "a", "https://x/ü\t|")]
    [InlineData("a=one\\\n    two\\\r\n three", "a", "onetwothree")]
    [InlineData("a=1\na=2", "a", "2")]
    [InlineData("a=b\\\\\nc=d", "a", "b\\")]
    [InlineData("a", "a", "")]
    [InlineData("a=\\u12", "a", "u12")]
    [InlineData("a=\\uzzzz", "a", "uzzzz")]
    [InlineData("a=b\\", "a", "b")]
    public void Parse_Line_GivesNameAndValue(string text, string name, string value) =>
        Assert.Equal(value, JavaProperties.Parse(text)[name]);

    [Theory]
    [InlineData("")]
    [InlineData("# a=b\n! c=d\n\n  \t\n")]
    public void Parse_NothingSaid_IsEmpty(string text) => Assert.Empty(JavaProperties.Parse(text));

    [Fact]
    public void Parse_AnyText_IsRead()
    {
        var random = new Random(20);
        const string Alphabet = "ab\\\\=: \t\f\r\n#!u0\0\ud800é";
        for (var round = 0; round < 2_000; round++)
        {
#pragma warning disable CA5394 // Nothing secret is made of these numbers, and they must be repeatable.
            var text = new string(random.GetItems<char>(Alphabet, random.Next(30)));
#pragma warning restore CA5394
            Assert.All(JavaProperties.Parse(text), pair => Assert.NotNull(pair.Value));
        }
    }
}
