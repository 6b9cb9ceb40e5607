using System.Collections.Immutable;
using BlueGreen.Errors;
using BlueGreen.Planning;
using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Running;

namespace BlueGreen.Frosting.Reports;

/// <summary>What one run of a target left behind for its report.</summary>
/// <param name="Target">The target.</param>
/// <param name="About">What it was about, such as the release tag; or null.</param>
/// <param name="Plan">The plan, or null when it was refused before there was one.</param>
/// <param name="Events">Every event, oldest first.</param>
/// <param name="Switches">Every switch that was watched.</param>
/// <param name="Error">Why it failed, or null.</param>
/// <param name="Time">When.</param>
internal sealed record RunRecord(
    string Target,
    string? About,
    ReleasePlan? Plan,
    ImmutableArray<StepEvent> Events,
    ImmutableArray<WatchedSwitch> Switches,
    ReleaseException? Error,
    RunTime Time)
{
    /// <summary>Gets the target and what it was about, as a title.</summary>
    public string Title => About is null ? Target : $"{Target} {About}";
}

/// <summary>When a run was, in both kinds of time.</summary>
/// <param name="BeganAt">When it began, in UTC.</param>
/// <param name="EndedAt">When it ended, in UTC.</param>
/// <param name="BeganStamp">When it began, as a timestamp of the time provider.</param>
/// <param name="EndedStamp">When it ended, as a timestamp of the time provider.</param>
internal sealed record RunTime(DateTimeOffset BeganAt, DateTimeOffset EndedAt, long BeganStamp, long EndedStamp);

/// <summary>One switch as the prober saw it.</summary>
/// <param name="From">The color users came from, or null.</param>
/// <param name="To">The color they went to.</param>
/// <param name="WrittenAt">When the route was written, as a timestamp; null when it never was.</param>
/// <param name="Samples">What was answered, in order.</param>
/// <param name="Proof">The figures.</param>
internal sealed record WatchedSwitch(
    Color? From, Color To, long? WrittenAt, ImmutableArray<ProbeAnswer> Samples, SwitchProof Proof);
