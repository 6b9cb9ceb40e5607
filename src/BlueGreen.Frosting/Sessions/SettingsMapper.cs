using BlueGreen.Options;
using BlueGreen.Planning;
using BlueGreen.Ports;
using BlueGreen.Routers.Probing;

namespace BlueGreen.Frosting.Sessions;

/// <summary>Turns what the user wrote into what planners and ports need. Pure.</summary>
internal static class SettingsMapper
{
    /// <summary>Makes the planners' settings.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The settings.</returns>
    public static ReleaseSettings Settings(BlueGreenOptions options) => new()
    {
        Verify = options.Verify.IsNone ? null : new VerifySettings
        {
            Path = options.Verify.Version?.Path ?? options.Verify.Path,
            SeesVersion = options.Verify.Version is not null,
            Consecutive = options.Verify.Consecutive,
            MaxFailed = options.Verify.MaxFailed,
        },
        SmokeChecks = options.SmokeTest.IsDefaultOrEmpty
            ? [new HttpCheck($"GET {options.ReadyPath}", options.ReadyPath, Status: 200)]
            : options.SmokeTest,
        MigrateExpand = options.Migrate.Expand,
        MigrateContract = options.Migrate.Contract,
        BakeTime = options.BakeTime,
        KeepFailed = options.KeepFailed,
        AllowNoWayBack = options.AllowNoWayBack,
        Timeouts = new StepTimeouts
        {
            Ready = options.Timeouts.Ready,
            TestRouteProof = options.Timeouts.Probe,
            Proof = options.Verify.Timeout,
            Migrate = options.Timeouts.Migrate,
            SmokeTest = options.Timeouts.SmokeTest,
            Drain = options.Drain.Time,
            DrainUncounted = options.Drain.Min,
        },
    };

    /// <summary>Makes the prober's options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="entryPoint">Where users come in.</param>
    /// <returns>The prober's options.</returns>
    public static ProbeOptions Probe(BlueGreenOptions options, Uri entryPoint) => new(
        entryPoint,
        options.Host.Contains('*', StringComparison.Ordinal) ? null : options.Host,
        options.Cookie.ToString())
    {
        VersionHeader = options.Verify.Version?.Header,
        VersionJson = options.Verify.Version?.Json,
    };

    /// <summary>Makes the queue's limits.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The limits.</returns>
    public static QueueOptions Queue(BlueGreenOptions options) => new()
    {
        LeaseDuration = options.Timeouts.Lease,
        WaitLimit = options.Timeouts.Queue,
    };
}
