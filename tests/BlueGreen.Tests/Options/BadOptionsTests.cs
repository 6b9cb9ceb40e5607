using BlueGreen.Errors;
using BlueGreen.Options;
using Xunit;

namespace BlueGreen.Tests.Options;

/// <summary>Each row is one mistake a person makes, and the line the person reads.</summary>
public sealed class BadOptionsTests
{
    [Theory]
    [InlineData(
        "app: Up_Timer",
            "1:6: 'app': expected a DNS label of at most 44 characters (a-z 0-9 -, a letter first), found 'Up_Timer'.")]
    [InlineData(
        "app:",
        "1:5: 'app': expected a DNS label of at most 44 characters (a-z 0-9 -, a letter first), found "
        + "nothing.")]
    [InlineData(
        "app: [a]",
            "1:6: 'app': expected a DNS label of at most 44 characters (a-z 0-9 -, a letter first), found a list.")]
    [InlineData("app: a\nreplcas: 2", "2:1: the key 'replcas' is not known; the nearest known key is 'replicas'.")]
    [InlineData("app: a\npath: /", "2:1: the key 'path' is not known.")]
    [InlineData(
        "app: a\nverify: {consecutiv: 2}",
            "2:10: the key 'verify.consecutiv' is not known; the nearest known key is 'verify.consecutive'.")]
    [InlineData("app: a\nzzzzzzzzzz: 2", "2:1: the key 'zzzzzzzzzz' is not known.")]
    [InlineData("app: a\napp: b", "2:1: the key 'app' is there twice, first in line 1.")]
    [InlineData("app: a\nport: 0", "2:7: 'port': expected a whole number from 1 to 65535, found '0'.")]
    [InlineData("app: a\nport: 80.5", "2:7: 'port': expected a whole number from 1 to 65535, found '80.5'.")]
    [InlineData(
        "app: a\nport: 99999999999999999999",
            "2:7: 'port': expected a whole number from 1 to 65535, found '99999999999999999999'.")]
    [InlineData("app: a\nadopt: yes", "2:8: 'adopt': expected true or false, found 'yes'.")]
    [InlineData(
        "app: a\nbake-time: 30",
            "2:12: 'bake-time': expected a duration from 0s to 24h, such as 500ms, 30s, 5m or 1h30m, found '30'.")]
    [InlineData(
        "app: a\nbake-time: 9999999h",
            "2:12: 'bake-time': expected a duration from 0s to 24h, such as 500ms, 30s, 5m or 1h30m, found "
            + "'9999999h'.")]
    [InlineData("app: a\ncolor: red", "2:8: 'color': expected one of blue, green, found 'red'.")]
    [InlineData("app: a\nverify: maybe", "2:9: 'verify': expected the word `none`, found 'maybe'.")]
    [InlineData(
        "app: a\ntimeouts: 5s",
            "2:11: 'timeouts' expects a mapping with ready, probe, migrate, smoke-test, queue, lease, found a "
            + "single value.")]
    [InlineData(
        "app: a\ncookie: 'a=b; c'",
            "2:9: 'cookie': expected a cookie as name=value, without spaces, quotes, commas and semicolons, "
            + "found 'a=b; c'.")]
    [InlineData(
        "app: a\ningress: {url: ftp://x}",
            "2:16: 'ingress.url': expected an absolute http or https address without user, path or query, such "
            + "as http://203.0.113.7:80, found 'ftp://x'.")]
    [InlineData(
        "app: a\ntag-pattern: v.*",
            "2:14: 'tag-pattern': expected a .NET regular expression with the groups `version` and `color`. It "
            + "has no group named version and none named color.")]
    [InlineData(
        "app: a\nvariables: {COLOR_TEST: blue}",
            "2:13: 'variables': 'COLOR_TEST' cannot be set here: it is the color this release deploys to.")]
    [InlineData(
        "app: a\nvariables: {A-B: x}",
            "2:13: 'variables': expected a variable name (letters, digits, _), found 'A-B'.")]
    [InlineData("app: a\nvariables: {A: [x]}", "2:16: 'variables': expected the text of 'A', found a list.")]
    [InlineData("app: a\nsmoke-test: [{status: 200}]", "2:14: 'smoke-test': a check has either 'path' or 'exec'.")]
    [InlineData(
        "app: a\nsmoke-test: [{exec: [a], status: 200}]",
            "2:34: 'smoke-test': 'status' belongs to a check with 'path', not 'exec'.")]
    [InlineData(
        "app: a\nsmoke-test: [{path: up}]",
            "2:21: 'smoke-test': 'path': expected a path that begins with / and holds no space or #, found 'up'.")]
    [InlineData(
        "app: a\nsmoke-test: [up]",
            "2:14: 'smoke-test': expected a mapping with name, path, status, body-contains, headers, json, "
            + "exec, found a single value.")]
    [InlineData(
        "app: a\nmigrate: {expand: []}",
            "2:19: 'migrate.expand': expected a list of program and arguments, or one text for `sh -c`, found a list.")]
    [InlineData(
        "app: a\nmini-cluster: {images: {web: {}}}",
            "2:30: 'mini-cluster.images': 'command' is missing; it is a list of program and arguments, or one "
            + "text for `sh -c`.")]
    [InlineData(
        "app: a\nverify: {version: {header: x-version, json: v}}",
            "2:28: 'verify.version' has either 'header' or 'json', not both.")]
    [InlineData(
        "app: a\nverify: {version: {path: /v}}",
            "2:26: 'verify.version.path' needs 'verify.version.json', the place of the version.")]
    [InlineData("app: a\ndrain-min: 2m", "2:12: 'drain-min' is longer than 'drain-time'.")]
    [InlineData("- app", "1:1: expected a mapping of options, found a list.")]
    [InlineData("app: a\n---\napp: b", "3:1: expected one document, here begins a second one.")]
    [InlineData(
        "app: a\n\tport: 1", "2:1: this is not valid YAML: the line is indented with a tab, YAML wants spaces.")]
    [InlineData("app: &a x\nhost: *a", "1:6: the anchor '&a' is not allowed here; write the value out.")]
    [InlineData("app: a\nhost: *x", "2:7: the alias '*x' is not allowed here; write the value out.")]
    [InlineData("app: a\n<<: {port: 1}", "2:1: the merge key '<<' is not allowed here; write the values out.")]
    [InlineData("app: !!int 3", "1:6: the tag 'tag:yaml.org,2002:int' is not allowed here; write the value out.")]
    [InlineData("? [a]\n: b", "1:3: a key must be a single value, this is a list.")]
    public void Load_OneMistake_SaysWhereAndWhat(string yaml, string line)
    {
        var e = Assert.Throws<ReleaseException>(() => OptionsLoader.Load(new OptionsInput { YamlText = yaml }));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Contains($"  bluegreen.yml:{line}\n", e.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app: [")]
    [InlineData("app: \"x")]
    [InlineData("a: b: c")]
    [InlineData("app: @x")]
    [InlineData("%YAML 9.9\n---\napp: a")]
    public void Load_SyntaxError_SaysTheLine(string yaml) => Assert.Matches(
        "bluegreen.yml:[12]:[0-9]+: this is not valid YAML: ",
        Assert.Throws<ReleaseException>(() => OptionsLoader.Load(new OptionsInput { YamlText = yaml })).Reason);

    /// <summary>What cannot be read is not missing; what is wrong elsewhere is still said.</summary>
    [Theory]
    [InlineData("app: a\nport: [")]
    [InlineData("- app: a")]
    [InlineData("app: a\n---\napp: b")]
    public void Load_FileThatCannotBeRead_CallsNothingMissing(string yaml)
    {
        var input = new OptionsInput
        {
            YamlText = yaml,
            Arguments = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["port"] = [""] },
        };

        var reason = Assert.Throws<ReleaseException>(() => OptionsLoader.Load(input)).Reason;

        Assert.DoesNotContain("is missing", reason, StringComparison.Ordinal);
        Assert.Contains("bluegreen.yml:", reason, StringComparison.Ordinal);
        Assert.Contains("--port: it has no value", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("port", "x", "--port: 'port': expected a whole number from 1 to 65535, found 'x'.")]
    [InlineData("port", "", "--port: it has no value; write --port=value.")]
    [InlineData("smoke-test", "[{path: x}]", "--smoke-test:1:9: 'smoke-test': 'path': expected")]
    [InlineData("smoke-test", "[", "--smoke-test:2:1: this is not valid YAML")]
    [InlineData("COLOR_TEST", "purple", "--COLOR_TEST: expected blue or green, found 'purple'.")]
    public void Load_BadArgument_NamesTheArgument(string name, string value, string line)
    {
        var e = Assert.Throws<ReleaseException>(() => OptionsLoader.Load(
            new OptionsInput { YamlText = "app: a", Arguments = OptionSamples.Arguments((name, value)) }));

        Assert.Contains(line, e.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ArgumentTwice_IsRefused()
    {
        var e = Assert.Throws<ReleaseException>(() => OptionsLoader.Load(
            new OptionsInput
            {
                YamlText = "app: a",
                Arguments = OptionSamples.Arguments(("port", "1"), ("port", "2"))
            }));

        Assert.Equal("--port: it is given 2 times.", e.Reason.Trim());
    }

    [Fact]
    public void Load_BothSpellingsOfDecommissionDiffer_IsRefused()
    {
        var e = Assert.Throws<ReleaseException>(() => OptionsLoader.Load(new OptionsInput
        {
            YamlText = "app: a",
            Environment = OptionSamples.Environment(("COLOR_DECOMISSION", "blue"), ("COLOR_DECOMMISSION", "green")),
        }));

        Assert.Equal("COLOR_DECOMISSION: it says blue, COLOR_DECOMMISSION says green.", e.Reason.Trim());
    }

    [Fact]
    public void Load_DeepOrLargeFile_IsRefusedQuickly()
    {
        var deep =
            Assert.Throws<ReleaseException>(
                () => OptionsLoader.Load(new OptionsInput { YamlText = "app: " + new string('[', 100_000) }));
        var large =
            Assert.Throws<ReleaseException>(
                () => OptionsLoader.Load(new OptionsInput { YamlText = new string('#', 300_000) }));

        Assert.Contains("nested deeper than 16 levels", deep.Reason, StringComparison.Ordinal);
        Assert.Contains("it has 300000 characters, at most 262144 are allowed", large.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_RandomText_EndsInOptionsOrAUsageError()
    {
        string[] pieces =
            ["app", ": ", "\n", "  ", "- ", "[", "]", "{", "}", "\"", "'", "&a ", "*a", "!t ", "|", ">", "#", "\t",
                "? ", "%", "port", "1", "\0", "é", "---\n", "\u2028", "\uD800", "\"\\uD800\""];
        var random = new Seeded(42);
        for (var i = 0; i < 800; i++)
        {
            var yaml = string.Concat(Enumerable.Range(0, random.Next(25)).Select(_ => random.Pick(pieces)));
            if (Record.Exception(() => OptionsLoader.Load(new OptionsInput { YamlText = yaml })) is { } e)
            {
                Assert.True(
                    e is ReleaseException { ExitCode: ExitCode.Usage },
                        $"{Uri.EscapeDataString(yaml.Replace('\uD800', '?'))}: {e}");
            }
        }
    }

    [Fact]
    public void WithFile_FileThatIsNoText_IsRefused()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("bluegreen-").FullName, "bluegreen.yml");
        File.WriteAllBytes(file, [0x61, 0xFF, 0xFE]);

        Assert.Equal(
            "It is not UTF-8 text.", Assert.Throws<ReleaseException>(() => new OptionsInput().WithFile(file)).Reason);
        Assert.Null(new OptionsInput().WithFile(file + ".none").YamlText);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public void RefuseUnknown_ArgumentsThatNothingUses_NamesAllWithTheNearest()
    {
        var known = new HashSet<string>(StringComparer.Ordinal) { "target", "DB_HOST" };
        ArgumentNames.RefuseUnknown(
            ["port", "TARGET", "verify.path", "DB_HOST", "COLOR_DECOMISSION", "variables.X"], known);

        var e = Assert.Throws<ReleaseException>(
            () => ArgumentNames.RefuseUnknown(["prot", "targe", "qqqqqqqq"], known));

        Assert.Equal(
            """

              --prot: no option and no manifest uses it; the nearest known name is 'port'.
              --qqqqqqqq: no option and no manifest uses it.
              --targe: no option and no manifest uses it; the nearest known name is 'target'.

            """,
            e.Reason);
    }
}
