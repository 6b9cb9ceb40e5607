using System.Collections.Immutable;
using BlueGreen.Errors;
using BlueGreen.Releases;
using BlueGreen.Substituting;
using Xunit;

namespace BlueGreen.Tests.Substituting;

public sealed class ManifestSubstitutionTests
{
    private static readonly Release Release =
        new("uptimer", new ReleaseTag("v2.0-green", "2.0", Color.Green), "r-1", "abc", "rosa", null);

    [Fact]
    public void Render_BuiltInVariables_AreTheRelease()
    {
        var rendered =
            Render("a: $APP-$COLOR_TEST-$COLOR_ACTIVE\nb: $VERSION $TAG $RELEASE_ID $COMMIT\n", ("VERSION", "9"));

        Assert.Equal("a: uptimer-green-blue\nb: 2.0 v2.0-green r-1 abc\n", rendered.Files[0].Text);
    }

    [Fact]
    public void Render_UnsetVariables_NamesAllOfThemAtOnce()
    {
        var e = Assert.Throws<ReleaseException>(() => ManifestSubstitution.Render(
            [new("deployment.yml", "a: $DB_HOST\nb:\n  - ${COLOR_TST} $DB_HOST\n"),
                new("route.yml", "c: $Z\nd: $OPTIONAL")],
            Variables(),
            ["OPTIONAL"]));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Equal("The manifests cannot be rendered.", e.Problem);
        Assert.Equal(
            """

              deployment.yml:1:4: the variable DB_HOST is not set.
              deployment.yml:3:5: the variable COLOR_TST is not set; the nearest known name is 'COLOR_TEST'.
              deployment.yml:3:18: the variable DB_HOST is not set.
              route.yml:1:4: the variable Z is not set.

            """,
            e.Reason);
    }

    [Theory]
    [InlineData("a: $X", "1")]
    [InlineData("a: $X", "true")]
    [InlineData("a: $X", "http://x:80/?a=b&c#d")]
    [InlineData("a: $X", "a:b#c")]
    [InlineData("a: $X # why", "x")]
    [InlineData("a: \"$X\"", "a: b # c {d} 'e'")]
    [InlineData("a: \"$X\"", "line\\nline")]
    [InlineData("a: '$X'", "a\"b: {c}")]
    [InlineData("a: 'it''s $X'", "x")]
    [InlineData("$X-key: 1\nb: [$X, {c: $X}]", "x")]
    [InlineData("a: |\n  one $X\n  two\n", "'\"{}: #")]
    [InlineData("# $X\na: 1", "{: ")]
    [InlineData("a: pre-$X-post", "")]
    public void Render_ValueThatStaysOneValue_IsTaken(string text, string value) =>
        Assert.Equal(text.Replace("$X", value, StringComparison.Ordinal), Render(text, ("X", value)).Files[0].Text);

    [Theory]
    [InlineData("a: $X", "x\nb: y", "a line break, a colon")]
    [InlineData("a: $X", "x: y", "a colon")]
    [InlineData("a: $X", "x:", "a colon")]
    [InlineData("a: $X", "x # y", "a #")]
    [InlineData("a: $X", "{b: c}", "a colon, a bracket or comma")]
    [InlineData("a: $X", "[b]", "a bracket or comma")]
    [InlineData("a: [$X]", "b, c", "a bracket or comma")]
    [InlineData("a: $X", "\"b\"", "a quote")]
    [InlineData("a: $X", "*b", "a character with a meaning in YAML")]
    [InlineData("a: $X", "- b", "a character with a meaning in YAML")]
    [InlineData("a: $X", "|", "a character with a meaning in YAML")]
    [InlineData("a: $X", "!!int 3", "a character with a meaning in YAML")]
    [InlineData("a: $X", "@b", "a character with a meaning in YAML")]
    [InlineData("a: \"$X\"", "b\", c: \"d", "a colon, a quote, a bracket or comma")]
    [InlineData("a: \"$X\"", "b\nc", "a line break")]
    [InlineData("a: '$X'", "b' #", "a #, a quote")]
    [InlineData("a: \"$X\"", "b\\", "a character with a meaning in YAML")]
    [InlineData("a: |\n  $X\n", "b\nc: d", "a line break, a colon")]
    [InlineData("# $X\na: 1", "b\nc: d", "a line break, a colon")]
    [InlineData("a: $X", "b\n---\nc: d", "a line break, a colon, a character with a meaning in YAML")]
    [InlineData("$X: 1\nb: 2", "b", "does not stay one value")]
    public void Render_ValueThatSmugglesStructure_IsRefusedWithoutShowingIt(string text, string value, string holds)
    {
        var e = Assert.Throws<ReleaseException>(() => Render(text, ("X", value)));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Contains(
            holds.StartsWith("does", StringComparison.Ordinal) ? holds : $"the value of X holds {holds} and", e.Reason,
                StringComparison.Ordinal);
        Assert.Contains("deployment.yml:", e.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_SecretThatSmugglesStructure_IsNamedButNeverShown()
    {
        var e = Assert.Throws<ReleaseException>(
            () => Render("a: 1\nb: $OK $DB_PASSWORD", ("DB_PASSWORD", "hunter22: x"), ("OK", "fine")));

        Assert.Equal(
            "deployment.yml:2:8: the value of DB_PASSWORD holds a colon and would change the structure of the YAML.",
                e.Reason.Trim());
        Assert.DoesNotContain("hunter22", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_TwoValuesThatOnlyTogetherBringStructure_AreRefused()
    {
        var e = Assert.Throws<ReleaseException>(() => Render("a: x$X$Y z", ("X", ":"), ("Y", " b")));

        Assert.Contains("the values of X, Y together", e.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_FileThatIsNoYaml_SaysWhere()
    {
        var e = Assert.Throws<ReleaseException>(() => Render("a: 1\n\tb: $X", ("X", "1")));

        Assert.Equal(
            "deployment.yml:2:1: this is not valid YAML: the line is indented with a tab, YAML wants spaces.",
                e.Reason.Trim());
    }

    [Fact]
    public void Render_VariableOfOptionsThatNobodyUses_IsAWarning()
    {
        var rendered = ManifestSubstitution.Render(
            [new("a.yml", "a: $USED\nb: $EMPTY")], Variables(options: [("USED", "1"), ("SPARE", "2"), ("EMPTY", "")]),
                []);

        Assert.Equal(
            "a.yml:2:3: nothing is left of the value after substitution, so it is null.|"
                + "The variable SPARE of bluegreen.yml is used by no manifest.",
            string.Join('|', rendered.Warnings));
    }

    private static RenderedManifests Render(string text, params (string Name, string Value)[] environment) =>
        ManifestSubstitution.Render([new("deployment.yml", text)], Variables(environment), []);

    private static ManifestVariables Variables(
        (string, string)[]? environment = null, (string, string)[]? options = null)
    {
        var none = ImmutableDictionary<string, string>.Empty;
        return ManifestVariables.Create(
            Release, Color.Blue, new VariableSources(ToDictionary(options), ToDictionary(environment), none));
    }

    private static Dictionary<string, string> ToDictionary((string Name, string Value)[]? variables) =>
        (variables ?? []).ToDictionary(each => each.Name, each => each.Value, StringComparer.Ordinal);
}
