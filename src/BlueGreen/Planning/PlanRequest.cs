using BlueGreen.Releases;

namespace BlueGreen.Planning;

/// <summary>What a target was asked to do, before anything was seen.</summary>
/// <param name="ReleaseId">The release id of this workflow.</param>
/// <param name="Actor">Who started it.</param>
/// <param name="Release">The release, when a tag is known.</param>
/// <param name="Color">The color asked for by argument, when the tag does not say it.</param>
/// <param name="Generation">The generation of the lease held, or the next one in a dry run.</param>
public sealed record PlanRequest(string ReleaseId, string Actor, Release? Release, Color? Color, long Generation);
