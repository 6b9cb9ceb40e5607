using System.Collections.Immutable;
using BlueGreen.Options;

namespace BlueGreen.Planning;

/// <summary>How releases are made here: what the user decided, validated, as the planners need it.</summary>
public sealed record ReleaseSettings
{
    /// <summary>Gets how switches are proven, or null when the user said <c>verify: none</c>.</summary>
    public VerifySettings? Verify { get; init; } = new();

    /// <summary>Gets what the smoke test checks; at least one.</summary>
    public ImmutableArray<SmokeCheck> SmokeChecks { get; init; } = [];

    /// <summary>Gets the expand migration, program and arguments; empty for none.</summary>
    public ImmutableArray<string> MigrateExpand { get; init; } = [];

    /// <summary>Gets the contract migration, program and arguments; empty for none.</summary>
    public ImmutableArray<string> MigrateContract { get; init; } = [];

    /// <summary>Gets how long the live color is watched after a switch.</summary>
    /// <value>The default value is zero: not at all.</value>
    public TimeSpan BakeTime { get; init; }

    /// <summary>Gets a value indicating whether a target that failed to deploy is kept for a look.</summary>
    /// <value>The default value is <see langword="false"/>: it is removed.</value>
    public bool KeepFailed { get; init; }

    /// <summary>Gets a value indicating whether to activate although the live color is no way back any more.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool AllowNoWayBack { get; init; }

    /// <summary>Gets the limits of single steps.</summary>
    public StepTimeouts Timeouts { get; init; } = new();
}

/// <summary>How the data path proves what users reach.</summary>
public sealed record VerifySettings
{
    /// <summary>Gets the path the prober calls.</summary>
    /// <value>The default value is <c>/</c>.</value>
    public string Path { get; init; } = "/";

    /// <summary>Gets a value indicating whether answers tell their version.</summary>
    public bool SeesVersion { get; init; }

    /// <summary>Gets how many answers in a row, on each kind of connection, make a proof. 1 to 1000.</summary>
    /// <value>The default value is 20.</value>
    public int Consecutive { get; init; } = 20;

    /// <summary>
    /// Gets how many requests may fail between the write and the proof before the switch is taken back.
    /// </summary>
    /// <value>The default value is 0.</value>
    public int MaxFailed { get; init; }

    /// <summary>Gets the pause between two calls of one prober.</summary>
    /// <value>The default value is 5 milliseconds.</value>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(5);
}

/// <summary>How long single steps may take.</summary>
public sealed record StepTimeouts
{
    /// <summary>Gets the limit of one step that only reads or writes a few objects.</summary>
    /// <value>The default value is 30 seconds.</value>
    public TimeSpan Write { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how long a color may take to become ready.</summary>
    /// <value>The default value is 120 seconds.</value>
    public TimeSpan Ready { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Gets how long the test route may take to spread until it is proven.</summary>
    /// <value>The default value is 30 seconds.</value>
    public TimeSpan TestRouteProof { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how long a switch may take to spread until it is proven.</summary>
    /// <value>The default value is 30 seconds.</value>
    public TimeSpan Proof { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how long a migration may take.</summary>
    /// <value>The default value is 10 minutes.</value>
    public TimeSpan Migrate { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets how long all smoke checks together may take.</summary>
    /// <value>The default value is 2 minutes.</value>
    public TimeSpan SmokeTest { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets how long a drain waits for requests in flight.</summary>
    /// <value>The default value is 60 seconds.</value>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how long a drain waits where requests in flight cannot be counted.</summary>
    /// <value>The default value is 5 seconds.</value>
    public TimeSpan DrainUncounted { get; init; } = TimeSpan.FromSeconds(5);
}
