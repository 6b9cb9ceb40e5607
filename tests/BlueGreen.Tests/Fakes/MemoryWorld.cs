using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Running;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Fakes;

/// <summary>
/// One world that several processes share: two colors, a route, a queue, a log. Checks its invariants after every
/// write.
/// </summary>
internal sealed class MemoryWorld
{
    private int _writes;

    public Lock Lock { get; } = new();

    public FakeClock Clock { get; } = new();

    public Dictionary<Color, ColorState> Colors { get; } = new()
    {
        [Color.Blue] = new ColorState(Color.Blue, [], null),
        [Color.Green] = new ColorState(Color.Green, [], null),
    };

    public RouteState Route { get; set; } = RouteState.None;

    public List<StepEvent> Events { get; } = [];

    public List<HistoryRecord> History { get; } = [];

    public MemoryProcess? Holder { get; set; }

    public long Generation { get; set; }

    /// <summary>Gets every rule of the design that a write broke.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Gets the writes that changed something, in order.</summary>
    public List<string> Writes { get; } = [];

    /// <summary>Gets the commands that ran, each with the color it ran in.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>Gets or sets what a command in a color returns.</summary>
    public Func<Color, IReadOnlyList<string>, CommandResult> OnCommand { get; set; } = (_, _) =>
        new CommandResult(0, "ok");

    /// <summary>
    /// Gets or sets the lie of the data path: null lets the truth through. The number counts calls from 1.
    /// </summary>
    public Func<ProbeRequest, int, ProbeAnswer?> OnProbe { get; set; } = (_, _) => null;

    /// <summary>Gets or sets a value indicating whether deployed colors never become ready.</summary>
    public bool IsNeverReady { get; set; }

    /// <summary>Gets or sets how many requests are in flight, each time somebody asks.</summary>
    public Func<int?> OnCountInFlight { get; set; } = () => 0;

    public int ProbeCalls { get; set; }

    /// <summary>Copies what is there, an hour later, so that many runs can begin from one world.</summary>
    public MemoryWorld Copy()
    {
        var copy = new MemoryWorld { Route = Route, Generation = Generation, _writes = _writes };
        copy.Clock.Advance(Clock.GetUtcNow() - copy.Clock.GetUtcNow() + TimeSpan.FromHours(1));
        copy.Events.AddRange(Events);
        copy.History.AddRange(History);
        foreach (var state in Colors.Values)
        {
            copy.Colors[state.Color] = state;
        }

        return copy;
    }

    public string NextToken() => $"v{++_writes}";

    /// <summary>
    /// Tells everything that must be the same after a crash and a second run; times and counters are left out.
    /// </summary>
    public string Describe()
    {
        lock (Lock)
        {
            var route = Route;
            var stamp =
                $"previous {route.Stamp.Previous}, by {route.Stamp.SwitchedBy}, rollback {route.Stamp.WasRollback}";
            var colors = Colors.Values.Select(DescribeColor);
            var history = History.Select(
                record => $"{record.Target} {record.Outcome} {record.Tag} of {record.ReleaseId}").Order();
            return string.Join('\n', colors.Prepend(
                $"{route.Describe()}, subsets {string.Join(' ', route.Subsets.Order())}, {stamp}").Concat(history));
        }
    }

    /// <summary>Looks at the world after a write: whatever was written, these must hold.</summary>
    public void Check(string write)
    {
        foreach (var color in new[] { Route.Live, Route.Test }.OfType<Color>())
        {
            Require(Route.Subsets.Contains(color), $"{write}: the route names {color}, which has no subset");
        }

        Require(Route.Live is not { } live || Colors[live].IsDeployed, $"{write}: users are on a color that is gone");
    }

    public void Require(bool isSo, string rule)
    {
        if (!isSo)
        {
            Violations.Add(rule);
        }
    }

    private static string DescribeColor(ColorState state)
    {
        var evidence = state.Evidence;
        return $"{state.Describe()}, release {evidence?.ReleaseId}, tested {evidence?.SmokeTest?.TemplateHash}, " +
            $"expanded by {evidence?.ExpandedBy}";
    }
}
