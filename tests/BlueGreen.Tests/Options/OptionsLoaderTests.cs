using System.Text.Json;
using BlueGreen.Errors;
using BlueGreen.Options;
using BlueGreen.Releases;
using Xunit;

namespace BlueGreen.Tests.Options;

public sealed class OptionsLoaderTests
{
    [Fact]
    public void Load_AppOnly_HasTheDefaultsOfTheRecord() =>
        Assert.Equal(Show(new BlueGreenOptions { App = "uptimer" }), Show(Load("app: uptimer")));

    [Fact]
    public void Load_EveryKey_IsRead()
    {
        var options = Load(OptionSamples.Full);

        Assert.Equal(new CookieOptions("preview", "yes"), options.Cookie);
        Assert.Equal("1.10", options.Variables["NODE"]);
        Assert.Equal("sh -c npm run migrate", string.Join(' ', options.Migrate.Expand));
        Assert.Equal("npm run contract", string.Join(' ', options.Migrate.Contract));
        Assert.Equal(new VersionSource(null, "/version", "$.version"), options.Verify.Version);
        Assert.Equal(TimeSpan.FromMinutes(90), options.BakeTime);
        Assert.Equal(Color.Green, options.Color);
        Assert.Equal("dotnet run", string.Join(' ', options.MiniCluster.Images["uptimer"].Command));
        Assert.Equal((PipelineChoice.GitHub, PipelineStyle.Article), (options.Pipelines.Systems, options.Pipelines.Style));
        Assert.Equal(["npm ci", "npm test"], options.Pipelines.Test);
        var check = Assert.IsType<HttpCheck>(options.SmokeTest[0]);
        Assert.Equal(
            """{"$.ready":"true","count":"1.5","name":"\"up\""}""", JsonSerializer.Serialize(check.Json, Plain));
        Assert.Equal("text/plain", check.Headers["CONTENT-TYPE"]);
        Assert.Equal("true", string.Join(' ', Assert.IsType<CommandCheck>(options.SmokeTest[1]).Command));
    }

    [Fact]
    public void Load_AllSources_ArgumentsWinOverEnvironmentOverFileOverDefault()
    {
        var options = OptionsLoader.Load(new OptionsInput
        {
            YamlText = "app: uptimer\nport: 1\nreplicas: 1\nhost: file.example\ningress: {port-name: a}",
            Environment =
                OptionSamples.Environment(("BLUEGREEN_PORT", "2"), ("BLUEGREEN_REPLICAS", "2"), ("BLUEGREEN_HOST", "")),
            Arguments = OptionSamples.Arguments(("port", "3"), ("ingress.port-name", "b"), ("adopt", "")),
        }).Options;

        Assert.Equal(
            (3, 2, "file.example", "b", true),
                (options.Port, options.Replicas, options.Host, options.Ingress.PortName, options.Adopt));
    }

    [Fact]
    public void Load_ComplexValuesAsArguments_AreRead()
    {
        var options = OptionsLoader.Load(new OptionsInput
        {
            YamlText = "app: uptimer\nvariables: {A: file, B: file}",
            Arguments = OptionSamples.Arguments(
                ("variables.A", "1: #"),
                ("secrets", "X, Y"),
                ("migrate.expand", "[npm, run]"),
                ("smoke-test", "[{path: /up, status: 204}]"),
                ("verify", "none")),
        }).Options;

        Assert.Equal(("1: #", "file"), (options.Variables["A"], options.Variables["B"]));
        Assert.Equal("X Y", string.Join(' ', options.Secrets));
        Assert.Equal("npm run", string.Join(' ', options.Migrate.Expand));
        Assert.Equal(204, Assert.IsType<HttpCheck>(options.SmokeTest[0]).Status);
        Assert.True(options.Verify.IsNone);
    }

    [Fact]
    public void Load_NamesOfHandWrittenPipelines_AreColors()
    {
        var options = OptionsLoader.Load(new OptionsInput
        {
            YamlText = "app: uptimer",
            Environment = OptionSamples.Environment(("COLOR_ACTIVE", "blue"), ("COLOR_DECOMISSION", "green")),
            Arguments = OptionSamples.Arguments(("COLOR_TEST", "green")),
        }).Options;

        Assert.Equal(new NamedColors(Color.Green, Color.Blue, Color.Green), options.NamedColors);
    }

    [Fact]
    public void Load_WindowsLineEndsAndByteOrderMark_AreFine() =>
        Assert.Equal(3, Load("\uFEFFapp: uptimer\r\nreplicas: 3\r\n").Replicas);

    [Fact]
    public void Load_UnknownEnvironmentVariable_IsAWarning()
    {
        var loaded = OptionsLoader.Load(new OptionsInput
        {
            YamlText = "app: uptimer",
            Environment = OptionSamples.Environment(("BLUEGREEN_REPLICA", "2"), ("OTHER", "x")),
        });

        Assert.Equal(
            "The environment variable BLUEGREEN_REPLICA sets no option; "
                + "the nearest known name is 'BLUEGREEN_REPLICAS'.",
            Assert.Single(loaded.Warnings));
    }

    [Fact]
    public void Load_SeveralProblems_ReportsAllOfThemByLine()
    {
        var e = Assert.Throws<ReleaseException>(() => OptionsLoader.Load(new OptionsInput
        {
            YamlText = "port: http\nreplica: 2\nverify:\n  consecutive: 0\n",
            Environment = OptionSamples.Environment(("BLUEGREEN_ADOPT", "soon")),
            Arguments = OptionSamples.Arguments(("output", "xml")),
        }));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Equal("The options cannot be used.", e.Problem);
        Assert.Equal(
            """

              --output: 'output': expected one of text, json, found 'xml'.
              BLUEGREEN_ADOPT: 'adopt': expected true or false, found 'soon'.
              bluegreen.yml: 'app' is missing; it is a DNS label of at most 44 characters (a-z 0-9 -, a letter first).
              bluegreen.yml:1:7: 'port': expected a whole number from 1 to 65535, found 'http'.
              bluegreen.yml:2:1: the key 'replica' is not known; the nearest known key is 'replicas'.
              bluegreen.yml:4:16: 'verify.consecutive': expected a whole number from 1 to 1000, found '0'.

            """,
            e.Reason);
    }

    private static JsonSerializerOptions Plain { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static BlueGreenOptions Load(string yaml) =>
        OptionsLoader.Load(new OptionsInput { YamlText = yaml }).Options;

    private static string Show(BlueGreenOptions options) => JsonSerializer.Serialize(options);
}
