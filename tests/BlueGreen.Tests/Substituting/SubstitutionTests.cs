using BlueGreen.Substituting;
using Xunit;

namespace BlueGreen.Tests.Substituting;

public sealed class SubstitutionTests
{
    private static readonly Dictionary<string,
        string> Variables = new(StringComparer.Ordinal) { ["A"] = "val", ["B"] = "", ["C"] = "$A" };

    // Every row was produced by GNU envsubst 0.21.
    [Theory]
    [InlineData("$A", "val")]
    [InlineData("${A}", "val")]
    [InlineData("$$A", "$val")]
    [InlineData("${A", "${A")]
    [InlineData("${}", "${}")]
    [InlineData("$1", "$1")]
    [InlineData("${1}", "${1}")]
    [InlineData("${A-b}", "${A-b}")]
    [InlineData("$", "$")]
    [InlineData("$A$", "val$")]
    [InlineData("${A$A}", "${Aval}")]
    [InlineData("${A${A}", "${Aval")]
    [InlineData("${ A}", "${ A}")]
    [InlineData("$A_B|", "|")]
    [InlineData("${Z}|$Z|$B|", "|||")]
    [InlineData("\\$A", "\\val")]
    [InlineData("$é", "$é")]
    [InlineData("$C", "$A")]
    [InlineData("\0$A\0", "\0val\0")]
    public void Render_AnyForm_DoesWhatEnvsubstDoes(string text, string expected) =>
        Assert.Equal(expected, Substitution.Render(text, Variables).Text);

    [Fact]
    public void Render_SeveralLines_SaysWhereEachVariableWasUsed()
    {
        var uses = Substitution.Render("a: $A\nb: ${Z} ${1} $A\r\n$B", Variables).Uses;

        Assert.Equal(
            [new VariableUse("A", 1, 4), new VariableUse("Z", 2, 4), new VariableUse("A", 2, 14),
                new VariableUse("B", 3, 1)],
            uses.AsEnumerable());
    }

    [Fact]
    public void Render_BytesThatAreNoText_Survive()
    {
        byte[] bytes = [0xFF, (byte)'$', (byte)'A', 0xC3, 0x00, 0x80];

        Assert.Equal([0xFF, (byte)'v', (byte)'a', (byte)'l', 0xC3, 0x00, 0x80], Substitution.Render(bytes, Variables));
    }
}
