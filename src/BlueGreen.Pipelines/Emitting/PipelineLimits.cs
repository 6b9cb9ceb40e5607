using BlueGreen.Options;

namespace BlueGreen.Pipelines.Emitting;

/// <summary>
/// How many minutes the CI system gives each target. More than the target gives itself, so that it ends by its own
/// limits: what the CI system kills puts nothing back.
/// </summary>
/// <param name="Test">The tests.</param>
/// <param name="Image">Building and pushing the image.</param>
/// <param name="Deploy">Deploy.</param>
/// <param name="SmokeTest">SmokeTest.</param>
/// <param name="Activate">Activate.</param>
/// <param name="Rollback">Rollback.</param>
/// <param name="Decommission">Decommission.</param>
public sealed record PipelineLimits(
    int Test, int Image, int Deploy, int SmokeTest, int Activate, int Rollback, int Decommission)
{
    private const int Tests = 60;

    // The machine's start, the checkout, the build of build/, and what each step adds to its own limit.
    private const int Rest = 15;

    /// <summary>The longest that Semaphore takes, in minutes.</summary>
    /// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml#execution_time_limit"/>
    internal const int Most = 24 * 60;

    /// <summary>
    /// Adds up the limits of the options. A Deploy that fails removes what it made; Decommission waits for the last
    /// request, and then for the pods.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <returns>The minutes.</returns>
    public static PipelineLimits Of(BlueGreenOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var limits = options.Timeouts;
        var turn = limits.Queue;
        var proof = options.Verify.Timeout + limits.Probe;
        return new PipelineLimits(
            Tests,
            Tests,
            Minutes(turn + limits.Ready + limits.Probe + limits.Migrate + options.Drain.Time),
            Minutes(turn + limits.SmokeTest + limits.Probe),
            Minutes(turn + limits.Ready + proof + options.BakeTime + proof),
            Minutes(turn + proof),
            Minutes(turn + options.Drain.Time + options.Drain.Time + limits.Migrate));
    }

    private static int Minutes(TimeSpan own) => Math.Min(Most, (int)Math.Ceiling(own.TotalMinutes) + Rest);
}
