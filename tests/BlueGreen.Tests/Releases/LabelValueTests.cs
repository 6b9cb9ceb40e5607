using BlueGreen.Releases;
using Xunit;

namespace BlueGreen.Tests.Releases;

public sealed class LabelValueTests
{
    [Theory]
    [InlineData("d2a07a5d-5eb9-4a4f-9e2f-1e1d6ad1b04c")]
    [InlineData("local-1a2b3c4")]
    [InlineData("a")]
    public void From_ValidText_IsItself(string text) => Assert.Equal(text, LabelValue.From(text));

    [Theory]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("-a")]
    [InlineData("///")]
    [InlineData("é")]
    public void From_OtherText_IsAValidValueOfItsOwn(string text)
    {
        var value = LabelValue.From(text);

        Assert.True(LabelValue.IsValid(value), value);
        Assert.Equal(value, LabelValue.From(text));
        Assert.False(string.Equals(value, LabelValue.From(text + "x"), StringComparison.Ordinal));
    }

    [Fact]
    public void From_LongTextsThatDifferAtTheEnd_Differ()
    {
        var text = new string('a', 70);

        Assert.Equal(63, LabelValue.From(text + "1").Length);
        Assert.False(string.Equals(LabelValue.From(text + "1"), LabelValue.From(text + "2"), StringComparison.Ordinal));
    }
}
