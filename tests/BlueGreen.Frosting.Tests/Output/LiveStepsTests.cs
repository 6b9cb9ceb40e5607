using System.Text.RegularExpressions;
using BlueGreen.Frosting.Output;
using BlueGreen.Planning;
using BlueGreen.Running;
using BlueGreen.Steps;
using BlueGreen.Testing;
using Cake.Core.Diagnostics;
using Spectre.Console;
using Xunit;
using Color = BlueGreen.Releases.Color;

namespace BlueGreen.Frosting.Tests.Output;

public sealed partial class LiveStepsTests
{
    private static readonly AwaitReady Ready = new(Color.Blue, TimeSpan.FromSeconds(9));
    private static readonly SwitchRoute Move = new(Color.Green, Color.Blue, IsRollback: false, TimeSpan.FromSeconds(9));
    private static readonly ReleasePlan Plan = new("r-1", "Activate", "green is live", [Ready, Move]);
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task Run_Steps_AreRedrawnAsTheyGoOn()
    {
        await using var terminal = new Terminal();
        var steps = new LiveSteps(terminal.Console, text => text, _clock);

        await steps.PlannedAsync(Plan);
        Assert.Contains("Activate of release r-1: green is live", terminal.Screen, StringComparison.Ordinal);
        Assert.Contains($" {Ready.Title} (0.0 s)", terminal.Screen, StringComparison.Ordinal);
        Assert.Contains($"· {Move.Title}", terminal.Screen, StringComparison.Ordinal);

        await steps.OnAsync(Event(Ready, StepEventKind.AlreadyDone, "2/2 ready"), default);
        await steps.OnAsync(Event(Move, StepEventKind.Started, "live is green"), default);
        terminal.Clear();
        _clock.Advance(TimeSpan.FromSeconds(1.5));
        await Until(() => terminal.Screen.Contains($"{Move.Title} (1.5 s)", StringComparison.Ordinal));
        Assert.Contains($"✓ {Ready.Title} (0.0 s)", terminal.Screen, StringComparison.Ordinal);

        await steps.OnAsync(Event(Move, StepEventKind.Done, "live is blue"), default);
        terminal.Clear();
        await steps.DisposeAsync();
        Assert.Equal(
            [$"  ✓ {Ready.Title} (0.0 s)", "      2/2 ready", $"  ✓ {Move.Title} (1.5 s)", "      live is blue"],
            terminal.Lines,
            StringComparer.Ordinal);
        Assert.EndsWith("\e[?25h", terminal.Cursor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FailureAndWayBack_StayOnTheScreen()
    {
        await using var terminal = new Terminal();
        var steps = new LiveSteps(terminal.Console, text => text, _clock);
        var back = new SwitchRoute(Color.Blue, Color.Green, IsRollback: true, TimeSpan.FromSeconds(9));

        await steps.PlannedAsync(Plan);
        await steps.OnAsync(Event(null, StepEventKind.Planned, "green is live"), default);
        await steps.OnAsync(Event(Ready, StepEventKind.Started, "0/2 ready"), default);
        await steps.OnAsync(Event(Ready, StepEventKind.Failed, "crash loop:\nno disk"), default);
        await steps.OnAsync(Event(null, StepEventKind.Planned, "users go back"), default);
        await steps.OnAsync(Event(back, StepEventKind.Started, "live is blue"), default);
        await steps.OnAsync(Event(back, StepEventKind.Done, "live is green"), default);
        terminal.Clear();
        await steps.DisposeAsync();
        await steps.DisposeAsync();

        Assert.Equal(
            [
                $"  ✗ {Ready.Title} (0.0 s)", "      crash loop:", "      no disk",
                $"  · {Move.Title}",
                "  → users go back",
                $"  ✓ {back.Title} (0.0 s)", "      live is green",
            ],
            terminal.Lines,
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Run_Stopped_NamesTheStepThatWasUnderWay()
    {
        await using var terminal = new Terminal();
        var steps = new LiveSteps(terminal.Console, text => text, _clock);

        await steps.PlannedAsync(Plan);
        await steps.OnAsync(Event(Ready, StepEventKind.Started, "0/2 ready"), default);
        await steps.OnAsync(Event(null, StepEventKind.Stopped, "Activate was stopped"), default);
        terminal.Clear();
        await steps.DisposeAsync();

        Assert.Equal(
            [$"  ■ {Ready.Title} (0.0 s)", "      0/2 ready", $"  · {Move.Title}"],
            terminal.Lines,
            StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(24, 6)]
    [InlineData(12, 3)]
    [InlineData(3, 1)]
    public void Frame_SmallTerminal_FitsAndShowsTheStepUnderWay(int width, int height)
    {
        var list = new StepList(_clock);
        var nine = Enumerable.Repeat<ReleaseStep>(Ready, 9).ToList();
        list.Plan(Plan with { Steps = [.. nine, Move, .. nine] });
        foreach (var _ in Enumerable.Range(0, 9))
        {
            list.Take(Event(Ready, StepEventKind.Done, new string('字', 50)));
        }

        var lines = new StepListText(width, height, IsUnicode: true).Frame(list, frame: 0);

        Assert.InRange(lines.Count, 1, Math.Max(1, height - 1));
        Assert.All(lines, line => Assert.InRange(line.Text.GetCellWidth(), 0, Math.Max(10, width) - 1));
        Assert.Contains(lines, line => line.IsFocus && line.Text.StartsWith("  ⠋ S", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_Secrets_AreMaskedAndEscapesTakenOut()
    {
        await using var terminal = new Terminal();
        var steps = new LiveSteps(
            terminal.Console, text => PlainText.Of(text.Replace("hunter22", "***", StringComparison.Ordinal)), _clock);

        await steps.PlannedAsync(Plan with { Summary = "password hunter22" });
        await steps.OnAsync(Event(Ready, StepEventKind.Failed, "hunter22 \e[2J [red]markup[/]"), default);
        await steps.DisposeAsync();

        Assert.DoesNotContain("hunter22", terminal.All, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[2J", terminal.All, StringComparison.Ordinal);
        Assert.Contains("*** ?[2J [red]markup[/]", terminal.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "", "", Verbosity.Normal, true)]
    [InlineData(false, "", "", Verbosity.Normal, false)]
    [InlineData(true, "CI", "true", Verbosity.Normal, false)]
    [InlineData(true, "CI", "false", Verbosity.Normal, true)]
    [InlineData(true, "SEMAPHORE", "true", Verbosity.Normal, false)]
    [InlineData(true, "GITHUB_ACTIONS", "true", Verbosity.Normal, false)]
    [InlineData(true, "GITLAB_CI", "true", Verbosity.Normal, false)]
    [InlineData(true, "TF_BUILD", "True", Verbosity.Normal, false)]
    [InlineData(true, "CIRCLECI", "true", Verbosity.Normal, false)]
    [InlineData(true, "BUILDKITE", "true", Verbosity.Normal, false)]
    [InlineData(true, "TEAMCITY_VERSION", "2025.07", Verbosity.Normal, false)]
    [InlineData(true, "JENKINS_URL", "https://ci.example.com/", Verbosity.Normal, false)]
    [InlineData(true, "BUILD_ID", "7", Verbosity.Normal, false)]
    [InlineData(true, "NO_COLOR", "1", Verbosity.Normal, true)]
    [InlineData(true, "", "", Verbosity.Quiet, false)]
    [InlineData(true, "", "", Verbosity.Diagnostic, false)]
    public async Task Suits_OnlyWhoWatchesATerminal(
        bool isTerminal, string variable, string value, Verbosity verbosity, bool expected)
    {
        await using var terminal = new Terminal(isTerminal);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { [variable] = value };

        Assert.Equal(expected, LiveSteps.Suits(terminal.Console, environment, verbosity));
    }

    private static StepEvent Event(ReleaseStep? step, StepEventKind kind, string detail) =>
        new("r-1", "run", step?.Key ?? "plan", kind, default, detail) { Title = step?.Title };

    /// <summary>The list is drawn by a task of its own.</summary>
    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }
    }

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escapes();

    /// <summary>A terminal in memory.</summary>
    private sealed class Terminal : IAnsiConsoleOutput, IAsyncDisposable
    {
        private readonly StringWriter _text = new();

        public Terminal(bool isTerminal = true)
        {
            (IsTerminal, Writer) = (isTerminal, TextWriter.Synchronized(_text));
            Console = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.Yes,
                Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
                Out = this,
            });
            Console.Profile.Capabilities.Unicode = true;
        }

        public IAnsiConsole Console { get; }

        public TextWriter Writer { get; }

        public bool IsTerminal { get; }

        public int Width => 100;

        public int Height => 30;

        public string All => _text.ToString();

        public string Screen => Escapes().Replace(All, string.Empty);

        /// <summary>Gets what was written last: after the list was drawn and wiped for the last time.</summary>
        public IEnumerable<string> Lines => Escapes()
            .Replace(All[(All.LastIndexOf("\e[2K", StringComparison.Ordinal) + 4)..], string.Empty)
            .Split('\n', '\r')
            .Select(line => line.TrimEnd())
            .Where(line => line.Length > 0);

        public string Cursor => string.Concat(Escapes().Matches(All)
            .Select(match => match.Value)
            .Where(code => code.StartsWith("\e[?25", StringComparison.Ordinal)));

        public void Clear() => _text.GetStringBuilder().Clear();

        public void SetEncoding(System.Text.Encoding encoding)
        {
        }

        public async ValueTask DisposeAsync()
        {
            await Writer.DisposeAsync();
            await _text.DisposeAsync();
        }
    }
}
