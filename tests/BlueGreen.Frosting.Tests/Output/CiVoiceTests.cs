using BlueGreen.Ci;
using BlueGreen.Errors;
using BlueGreen.Frosting.Output;
using BlueGreen.Frosting.Output.Voices;
using BlueGreen.Frosting.Tests.Ci;
using BlueGreen.Secrets;
using BlueGreen.Testing;
using Cake.Common.Build.AzurePipelines;
using Cake.Common.Build.GitHubActions;
using Cake.Common.Build.GitHubActions.Data;
using Cake.Common.Build.TeamCity;
using Xunit;

namespace BlueGreen.Frosting.Tests.Output;

public sealed class CiVoiceTests
{
    private const string Hostile =
        "100% |'[x]\r\n::error::x\n##vso[task.complete]\n##teamcity[buildStatus]\n--- y\e[0Ksection_end:1:a\r\e[0K; ü";

    public static TheoryData<CiSystem> Systems => [.. Enum.GetValues<CiSystem>()];

    [Theory]
    [MemberData(nameof(Systems))]
    public void Tell_TextsOfOthers_StayInOneLineThatHasOneCommand(CiSystem system)
    {
        var told = Tell(system, SecretMasker.None, Hostile);

        Assert.All(told, line =>
        {
            Assert.DoesNotContain('\n', line);
            Assert.True(Commands(line) <= 1, line);
        });
        var voice = CiVoice.Of(system);
        Assert.Equal(voice.HasGroups, told.Count > 0);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Tell_Secret_IsNowhere(CiSystem system)
    {
        const string Secret = "50% of|'[it]', ü";
        var masker = SecretMasker.Create([new("DB_PASSWORD", Secret)], []);

        var told = Tell(system, masker, $"the password is {Secret}.");

        Assert.All(told, line => Assert.DoesNotContain("50%", line, StringComparison.Ordinal));
        Assert.All(told, line => Assert.DoesNotContain("of|", line, StringComparison.Ordinal));
        Assert.All(told, line => Assert.DoesNotContain("0x00fc", line, StringComparison.Ordinal));
    }

    [Fact]
    public void GitHub_Lines_AreCakesLines()
    {
        var world = new CiWorld();
        var cake = new GitHubActionsProvider(world.Environment, world.Files, world.Writer);
        var voice = new GitHubVoice();

        cake.Commands.StartGroup("a: b, 100%\nc");
        cake.Commands.EndGroup();
        cake.Commands.Error("100% a\r\n::b, c:", new GitHubActionsAnnotation { Title = "x (4)" });

        Assert.Equal(
            [voice.Begin(Group("a: b, 100%\nc")), voice.End(Group("a")), voice.Failure("x (4)", "100% a\r\n::b, c:")],
            world.Writer.Lines);
    }

    [Fact]
    public void Azure_Lines_AreCakesLines()
    {
        var world = new CiWorld();
        var cake = new AzurePipelinesProvider(world.Environment, world.Writer);
        var voice = new AzureVoice();

        cake.Commands.BeginGroup("a: b");
        cake.Commands.EndGroup();
        cake.Commands.WriteError("x: a");
        cake.Commands.WriteWarning("a");
        cake.Commands.UploadTaskSummary("/reports/report.md");

        Assert.Equal(
            [
                voice.Begin(Group("a: b")), voice.End(Group("a")), voice.Failure("x", "a"), voice.Warning("a"),
                voice.Summary("/reports/report.md"),
            ],
            world.Writer.Lines);
    }

    [Fact]
    public void TeamCity_Lines_AreCakesLines()
    {
        var world = new CiWorld();
        var cake = new TeamCityProvider(world.Environment, world.Files, world.Writer);
        var voice = new TeamCityVoice();
        const string Text = "it's [100%] | a\r\nb";

        cake.WriteStartBlock(Text);
        cake.WriteEndBlock(Text);
        cake.BuildProblem($"x: {Text}", string.Empty);

        Assert.Equal(
            [voice.Begin(Group(Text)), voice.End(Group(Text)), voice.Failure("x", Text)], world.Writer.Lines);
    }

    [Theory]
    [InlineData(CiSystem.GitHubActions, "::error title=blue-green (4)::50%25%0A why%0Awhy: w%0Anext: n")]
    [InlineData(
        CiSystem.AzurePipelines,
        "##vso[task.logissue type=error;]blue-green (4): 50%AZP25%0A why%0Awhy: w%0Anext: n")]
    [InlineData(CiSystem.TeamCity, "##teamcity[buildProblem description='blue-green (4): 50%|n why|nwhy: w|nnext: n']")]
    [InlineData(CiSystem.Buildkite, "+++ blue-green (4)")]
    public void Fail_Failure_IsOneLine(CiSystem system, string expected)
    {
        var told = new List<string>();
        var log = new CiLog(CiVoice.Of(system), PlainText.Of, told.Add, new FakeClock());

        log.Fail(new ReleaseException(ExitCode.RolledBack, "50%\n why", "w", "n"));

        Assert.Equal([expected], told);
    }

    [Fact]
    public void Begin_SecondGroup_EndsTheFirstUnderItsName()
    {
        var (told, clock) = (new List<string>(), new FakeClock());
        var log = new CiLog(new GitLabVoice(), PlainText.Of, told.Add, clock);
        var at = clock.GetUtcNow().ToUnixTimeSeconds();

        log.Begin("one");
        clock.Advance(TimeSpan.FromSeconds(2));
        log.Begin("two");
        log.End();
        log.End();

        Assert.Equal(
            [
                $"\e[0Ksection_start:{at}:bluegreen_{at}_1[collapsed=true]\r\e[0Kone",
                $"\e[0Ksection_end:{at + 2}:bluegreen_{at}_1\r\e[0K",
                $"\e[0Ksection_start:{at + 2}:bluegreen_{at + 2}_2[collapsed=true]\r\e[0Ktwo",
                $"\e[0Ksection_end:{at + 2}:bluegreen_{at + 2}_2\r\e[0K",
            ],
            told);
    }

    [Fact]
    public void Conclude_GroupThatIsOpen_EndsItFirst()
    {
        var told = new List<string>();
        var log = new CiLog(new GitHubVoice(), PlainText.Of, told.Add, new FakeClock());

        log.Begin("one");
        log.Conclude("all is well");

        Assert.Equal(["::group::one", "::endgroup::"], told);
    }

    [Fact]
    public void TeamCity_LongProblem_IsCut() =>
        Assert.InRange(new TeamCityVoice().Failure("x", new string('a', 100_000)).Length, 4_000, 4_100);

    private static CiGroup Group(string title) => new(title, "1", DateTimeOffset.UnixEpoch);

    private static List<string> Tell(CiSystem system, SecretMasker masker, string text)
    {
        var told = new List<string>();
        var log = new CiLog(
            CiVoice.Of(system), raw => PlainText.Of(masker.Apply(raw)), told.Add, new FakeClock());
        log.Begin(text);
        log.End();
        log.Warn(text);
        log.Conclude(text);
        log.Summarize($"/reports/{text.ReplaceLineEndings("/")}");
        log.Fail(new ReleaseException(ExitCode.RolledBack, text, text, text));
        return told;
    }

    /// <summary>Counts what any of the systems would obey in a line.</summary>
    private static int Commands(string line)
    {
        string[] anywhere = ["##[", "##vso[", "##teamcity[", "\e[0Ksection_"];
        string[] first = ["::", "--- ", "+++ ", "~~~ ", "^^^ "];
        return anywhere.Sum(sign => line.Split(sign).Length - 1)
            + first.Count(sign => line.StartsWith(sign, StringComparison.Ordinal));
    }
}
