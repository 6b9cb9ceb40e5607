using BlueGreen.Ci;
using BlueGreen.Planning;
using BlueGreen.Running;
using Cake.Core.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BlueGreen.Frosting.Output;

/// <summary>Shows a run to a person at a terminal: a list of all steps, redrawn as they go on.</summary>
/// <remarks>Nobody else may write to the terminal before it is disposed; then it leaves the whole list there as
/// text.</remarks>
/// <param name="console">The terminal.</param>
/// <param name="print">Masks secrets, and takes out what a terminal would obey.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveSteps(IAnsiConsole console, Func<string, string> print, TimeProvider time) : IRunDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly string[] CiVariables = ["CI", "BUILD_ID"];
    private readonly Lock _lock = new();
    private readonly StepList _list = new(time);
    private readonly CancellationTokenSource _ended = new();
    private LiveDisplayContext? _display;
    private Task _drawing = Task.CompletedTask;
    private int _frame;

    /// <summary>Tells whether somebody watches who can see a list move.</summary>
    /// <param name="console">Where output goes.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="verbosity">How much is wanted; more or less than normal is for lines.</param>
    /// <returns>Whether a live list is right.</returns>
    public static bool Suits(
        IAnsiConsole console, IReadOnlyDictionary<string, string> environment, Verbosity verbosity)
    {
        var profile = console.Profile;
        return verbosity == Verbosity.Normal
            && profile.Out.IsTerminal
            && profile.Capabilities is { Ansi: true, Interactive: true }
            && CiSystems.Of(environment) == CiSystem.Local
            && !CiVariables.Any(name => environment.GetValueOrDefault(name) is { Length: > 0 } and not "false");
    }

    /// <inheritdoc/>
    public async Task PlannedAsync(ReleasePlan plan)
    {
        Write([new StepListLine($"{plan.Target} of release {plan.ReleaseId}: {plan.Summary}", Style.Plain)]);
        if (plan.Steps.IsEmpty)
        {
            Write([new StepListLine("  nothing to do", Style.Plain)]);
            return;
        }

        _list.Plan(plan);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _drawing = console.Live(Picture()).AutoClear(true).StartAsync(display => DrawAsync(display, begun));
        await Task.WhenAny(begun.Task, _drawing);
    }

    /// <inheritdoc/>
    public Task OnAsync(StepEvent stepEvent, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _list.Take(stepEvent with { Detail = print(stepEvent.Detail) });
        }

        Draw();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_ended.IsCancellationRequested)
        {
            return;
        }

        await _ended.CancelAsync();
        try
        {
#pragma warning disable VSTHRD003 // It was started by this very object, and nothing here has a context to block.
            await _drawing;
#pragma warning restore VSTHRD003
            _list.End();
            Write(Text().Final(_list));
        }
        catch (IOException)
        {
            // The terminal went away. The release does not depend on being watched.
        }

        _ended.Dispose();
    }

    private async Task DrawAsync(LiveDisplayContext display, TaskCompletionSource begun)
    {
        _display = display;
        while (!_ended.IsCancellationRequested)
        {
            Draw();
            var pause = Task.Delay(Interval, time, _ended.Token);

            // The list is on the screen, and the clock knows when to draw it again.
            begun.TrySetResult();
            await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Draw()
    {
        try
        {
            _display?.UpdateTarget(Picture());
        }
        catch (IOException)
        {
            // As above: what cannot be drawn is still journalled.
        }
    }

    private Rows Picture()
    {
        lock (_lock)
        {
            return Rows(Text().Frame(_list, _frame++));
        }
    }

    private StepListText Text() =>
        new(console.Profile.Width, console.Profile.Height, console.Profile.Capabilities.Unicode);

    private void Write(IReadOnlyList<StepListLine> lines) => console.Write(Rows(
        [.. lines.Select(line => line with { Text = print(line.Text) })]));

    private static Rows Rows(IEnumerable<StepListLine> lines) =>
        new(lines.Select(IRenderable (line) => new Text(line.Text, line.Style)));
}
