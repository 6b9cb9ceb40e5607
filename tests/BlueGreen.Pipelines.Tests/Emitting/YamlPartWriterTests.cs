using BlueGreen.Pipelines.Emitting.Yaml;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace BlueGreen.Pipelines.Tests.Emitting;

/// <summary>Whatever text is put in, readers of YAML get the same text out.</summary>
public sealed class YamlPartWriterTests
{
    [Theory]
    [InlineData("checkout", "checkout")]
    [InlineData("./build.sh --target=Deploy", "./build.sh --target=Deploy")]
    [InlineData("tag =~ '^v.*-blue$'", "tag =~ '^v.*-blue$'")]
    [InlineData("${{parameters.COLOR}}", "${{parameters.COLOR}}")]
    [InlineData("", "''")]
    [InlineData("it's", "it's")]
    [InlineData("'quoted'", "'''quoted'''")]
    [InlineData("a: b", "'a: b'")]
    [InlineData("a:", "'a:'")]
    [InlineData("a #b", "'a #b'")]
    [InlineData("a ", "'a '")]
    [InlineData("- a", "'- a'")]
    [InlineData("**", "'**'")]
    [InlineData("&a", "'&a'")]
    [InlineData("1", "'1'")]
    [InlineData("10.0.x", "'10.0.x'")]
    [InlineData("12:30:00", "'12:30:00'")]
    [InlineData("2026-01-01", "'2026-01-01'")]
    [InlineData(".5", "'.5'")]
    [InlineData(".inf", "'.inf'")]
    [InlineData("on", "'on'")]
    [InlineData("No", "'No'")]
    [InlineData("null", "'null'")]
    [InlineData("~", "'~'")]
    [InlineData("größe", "'größe'")]
    [InlineData(@"^v\d+$", @"'^v\d+$'")]
    public void Of_Text_IsSpelledSoThatItStaysText(string text, string expected)
    {
        Assert.Equal(expected, YamlScalarText.Of(text));
        Assert.Equal(text, ReadBack(text));
    }

    [Theory]
    [InlineData("one\ntwo\n")]
    [InlineData("umask 077\n: \"${A:?is empty}\"\n\nexec ./build.sh --a='b: #c'\n")]
    public void Write_Lines_AreABlockThatSaysTheSame(string text)
    {
        Assert.Equal(text, ReadBack(text));
        Assert.Contains(": |\n  ", YamlPartWriter.Write(MapPart.Of(new EntryPart("key", text))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\rb")]
    [InlineData("a\u0000")]
    [InlineData("a\n\tb")]
    public void Write_ControlCharacters_AreADefect(string text) =>
        Assert.Throws<ArgumentException>(() => YamlPartWriter.Write(MapPart.Of(new EntryPart("key", text))));

    [Fact]
    public void Write_CommentsSectionsAndEmptyParts_StandWhereTheyBelong() => Assert.Equal(
        """
        # why
        # twice
        a: 1

        b:
          - c: true
            # deeper
            d: []
          - e
        f: {}

        """.ReplaceLineEndings("\n"),
        YamlPartWriter.Write(MapPart.Of(
            new EntryPart("a", 1, "why\ntwice"),
            new EntryPart("left out", null, "not said"),
            new EntryPart("b", new ListPart([
                MapPart.Of(new EntryPart("c", true), new EntryPart("d", YamlPart.List(), "deeper")), "e",
            ])) { BeginsSection = true },
            new EntryPart("f", new MapPart([])))));

    private static string ReadBack(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(YamlPartWriter.Write(MapPart.Of(new EntryPart("key", text)))));
        return ((YamlScalarNode)((YamlMappingNode)stream.Documents[0].RootNode).Children["key"]).Value!;
    }
}
