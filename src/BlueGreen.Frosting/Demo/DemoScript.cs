using System.Collections.Immutable;
using BlueGreen.Planning;
using BlueGreen.Releases;

namespace BlueGreen.Frosting.Demo;

/// <summary>What the demo does, in order. Its dry run, its progress and its report all read this list.</summary>
internal static class DemoScript
{
    private const string First = "v1.0-green";
    private const string Second = "v2.0-blue";
    private const string FirstPipeline = "demo-1";
    private const string SecondPipeline = "demo-2";

    /// <summary>Gets the first release: nobody is served before it.</summary>
    public static ImmutableArray<DemoStage> FirstRelease { get; } =
    [
        new(new DeployPlanner(), First, FirstPipeline,
            "start version 1.0 on green; only a tester with the cookie reaches it",
            "users are on nothing yet; the tester sees green"),
        new(new SmokeTestPlanner(), First, FirstPipeline,
            "test it there, through the same entry point that users take",
            "green has passed; that is written on green itself"),
        new(new ActivatePlanner(), First, FirstPipeline,
            "open the door: users reach green",
            "users are on green; green serves v1.0")
        { SwitchName = "first activation, to green" },
    ];

    /// <summary>Gets all that happens while users call without pause.</summary>
    public static ImmutableArray<DemoStage> UnderLoad { get; } =
    [
        new(new DeployPlanner(), Second, SecondPipeline,
            "start version 2.0 on blue, beside green; users do not notice",
            "users are still on green; the tester sees v2.0 on blue"),
        new(new SmokeTestPlanner(), Second, SecondPipeline,
            "test 2.0 on the very pods that users will get",
            "blue has passed; Activate is allowed now"),
        new(new ActivatePlanner(), Second, SecondPipeline,
            "move all users from green to blue in one write, and prove it",
            "users are on blue; blue serves v2.0, green waits as the way back")
        { SwitchName = "activation, green to blue" },
        new(new RollbackPlanner(), Second, SecondPipeline,
            "suppose that 2.0 is bad: move all users back to green",
            "users are on green and v1.0 again")
        { SwitchName = "rollback, blue to green" },
        new(new ActivatePlanner(), Second, SecondPipeline,
            "suppose that it was a false alarm: forward to blue again",
            "users are on blue; blue serves v2.0")
        { SwitchName = "roll forward, green to blue" },
        new(new DecommissionPlanner(), Second, SecondPipeline,
            "all is well: wait until green has finished its last answers, then remove it",
            "users are on blue; green is gone and its place is free for v3.0")
        { About = "green" },
    ];

    /// <summary>Gets what each color serves, for pictures.</summary>
    public static ImmutableSortedDictionary<Color, string> Names { get; } =
        ImmutableSortedDictionary<Color, string>.Empty
        .Add(Color.Blue, "blue: v2.0")
        .Add(Color.Green, "green: v1.0");

    /// <summary>Gets all of it.</summary>
    public static ImmutableArray<DemoStage> All { get; } = [.. FirstRelease, .. UnderLoad];
}
