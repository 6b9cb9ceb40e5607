namespace BlueGreen.MiniCluster.Page;

/// <summary>All that the page shows, as <c>/state.json</c>.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Gateway">The address that users call.</param>
/// <param name="Apps">One for each VirtualService.</param>
/// <param name="Traffic">The requests of the last minute.</param>
/// <param name="Commands">What to type.</param>
internal sealed record PageState(
    DateTimeOffset At,
    string Gateway,
    IReadOnlyList<AppState> Apps,
    IReadOnlyList<TrafficPoint> Traffic,
    IReadOnlyList<Command> Commands);

/// <summary>One app behind the gateway.</summary>
/// <param name="Name">The service's name.</param>
/// <param name="Live">The color that users reach, or null when nothing is live.</param>
/// <param name="Test">The color that requests with the cookie reach, or null when there is no test route.</param>
/// <param name="Colors">The colors that are deployed or routed to.</param>
/// <param name="Switches">What the last switch left on the route: names without prefix, and values.</param>
/// <param name="Queue">Who may change the app now, and who waits.</param>
internal sealed record AppState(
    string Name,
    string? Live,
    string? Test,
    IReadOnlyList<ColorPods> Colors,
    IReadOnlyDictionary<string, string> Switches,
    QueueState? Queue);

/// <summary>One color of an app.</summary>
/// <param name="Color">Its name.</param>
/// <param name="Version">What runs there, or null when nobody says.</param>
/// <param name="ReleaseId">The release that deployed it, or null.</param>
/// <param name="Pods">Its pods.</param>
internal sealed record ColorPods(string Color, string? Version, string? ReleaseId, IReadOnlyList<PodState> Pods);

/// <summary>One pod.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Ready, or why not, in a word.</param>
/// <param name="InFlight">The requests it is answering now.</param>
internal sealed record PodState(string Name, string Status, int InFlight);

/// <summary>The queue of releases.</summary>
/// <param name="Holder">Who may change the app, or null when nobody does.</param>
/// <param name="Waiting">Who waits, the first in line first.</param>
internal sealed record QueueState(string? Holder, IReadOnlyList<string> Waiting);

/// <summary>The requests of one color that ended within half a second.</summary>
/// <param name="Age">How many half seconds ago.</param>
/// <param name="Color">The color, or an empty string for answers of the gateway itself.</param>
/// <param name="Users">How many came without the test cookie.</param>
/// <param name="Tests">How many came with it.</param>
/// <param name="Failed">How many of both failed.</param>
internal sealed record TrafficPoint(int Age, string Color, int Users, int Tests, int Failed);

/// <summary>A command to copy.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Text">The command.</param>
internal sealed record Command(string Title, string Text);
