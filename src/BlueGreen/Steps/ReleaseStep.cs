using System.Collections.Immutable;
using System.Text.Json.Serialization;
using BlueGreen.Options;
using BlueGreen.Releases;

namespace BlueGreen.Steps;

/// <summary>One thing a release does, as data. What it means to do it is the matching handler's business.</summary>
/// <param name="Key">Stable name of the step in the journal, such as <c>switch-route</c>. Never shown alone.</param>
/// <param name="Title">What the step does, as people read it: an imperative sentence without a full stop.</param>
/// <param name="Phase">Where the step stands relative to the switch.</param>
/// <param name="Timeout">Longest time the step may take, checked by the runner.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FenceRoute), "fence-route")]
[JsonDerivedType(typeof(DeployColor), "deploy-color")]
[JsonDerivedType(typeof(AwaitReady), "await-ready")]
[JsonDerivedType(typeof(OpenTestRoute), "open-test-route")]
[JsonDerivedType(typeof(ProveTestRoute), "prove-test-route")]
[JsonDerivedType(typeof(MigrateExpand), "migrate-expand")]
[JsonDerivedType(typeof(RunSmokeTest), "run-smoke-test")]
[JsonDerivedType(typeof(RecordSmokeTest), "record-smoke-test")]
[JsonDerivedType(typeof(MatchReplicas), "match-replicas")]
[JsonDerivedType(typeof(ProveWayBack), "prove-way-back")]
[JsonDerivedType(typeof(SwitchRoute), "switch-route")]
[JsonDerivedType(typeof(ProveSwitch), "prove-switch")]
[JsonDerivedType(typeof(Bake), "bake")]
[JsonDerivedType(typeof(CloseTestRoute), "close-test-route")]
[JsonDerivedType(typeof(DrainColor), "drain-color")]
[JsonDerivedType(typeof(RemoveSubset), "remove-subset")]
[JsonDerivedType(typeof(RemoveColor), "remove-color")]
[JsonDerivedType(typeof(MigrateContract), "migrate-contract")]
[JsonDerivedType(typeof(RecordHistory), "record-history")]
public abstract record ReleaseStep(string Key, string Title, StepPhase Phase, TimeSpan Timeout);

/// <summary>Stamps the lease's generation on the route, so that no older holder can write any more.</summary>
/// <param name="Generation">The generation of the lease held.</param>
/// <param name="Timeout">Longest time for the write.</param>
public sealed record FenceRoute(long Generation, TimeSpan Timeout)
    : ReleaseStep("fence-route", $"Fence the route with lease generation {Generation}", StepPhase.Prepare, Timeout);

/// <summary>Applies the manifests of the target color, labelled with the release id.</summary>
/// <param name="Release">The release; its tag names the color.</param>
/// <param name="Timeout">Longest time for all writes.</param>
public sealed record DeployColor(Release Release, TimeSpan Timeout)
    : ReleaseStep("deploy-color", $"Deploy {Release.Tag} to {Release.Target.ToName()}", StepPhase.Prepare, Timeout);

/// <summary>Waits until a color is ready, or tells why it never will be.</summary>
/// <param name="Color">The color.</param>
/// <param name="Timeout">Longest time to wait.</param>
public sealed record AwaitReady(Color Color, TimeSpan Timeout)
    : ReleaseStep("await-ready", $"Wait until {Color.ToName()} is ready", StepPhase.Prepare, Timeout);

/// <summary>Lets cookie holders reach the target color; everybody else stays.</summary>
/// <param name="Target">The color to test.</param>
/// <param name="Live">The color users are on, or null before the first release.</param>
/// <param name="Timeout">Longest time for the writes.</param>
public sealed record OpenTestRoute(Color Target, Color? Live, TimeSpan Timeout)
    : ReleaseStep(
        "open-test-route", $"Open the test route: cookie holders reach {Target.ToName()}", StepPhase.Prepare, Timeout);

/// <summary>
/// Calls through the test route until the target answers, and sees that users still get the live color.
/// </summary>
/// <param name="Target">The color cookie holders must reach.</param>
/// <param name="Version">The version it must tell, or null when versions cannot be seen.</param>
/// <param name="Live">The color everybody else must reach, or null when nothing is live.</param>
/// <param name="Timeout">Longest time until the route has spread.</param>
public sealed record ProveTestRoute(Color Target, string? Version, Color? Live, TimeSpan Timeout)
    : ReleaseStep("prove-test-route", $"Prove the test route to {Target.ToName()}", StepPhase.Prepare, Timeout);

/// <summary>Runs the expand migration in a target instance, once per release.</summary>
/// <param name="Color">The target color.</param>
/// <param name="Command">Program and arguments.</param>
/// <param name="Timeout">Longest time the migration may take.</param>
public sealed record MigrateExpand(Color Color, ImmutableArray<string> Command, TimeSpan Timeout)
    : ReleaseStep("migrate-expand", $"Run the expand migration in {Color.ToName()}", StepPhase.Prepare, Timeout);

/// <summary>Runs the configured checks through the test route and in an instance of the target.</summary>
/// <param name="Target">The color under test.</param>
/// <param name="Version">The version that must answer, or null when versions cannot be seen.</param>
/// <param name="Live">The color users must still reach, or null when nothing is live.</param>
/// <param name="Checks">What to check.</param>
/// <param name="Timeout">Longest time for all checks together.</param>
public sealed record RunSmokeTest(
    Color Target, string? Version, Color? Live, ImmutableArray<SmokeCheck> Checks, TimeSpan Timeout)
    : ReleaseStep(
        "run-smoke-test", $"Smoke-test {Target.ToName()}: {Checks.Length} checks", StepPhase.Prepare, Timeout);

/// <summary>Records on the target that it passed with exactly this template.</summary>
/// <param name="Target">The color that passed.</param>
/// <param name="TemplateHash">The template that was tested.</param>
/// <param name="Timeout">Longest time for the write.</param>
public sealed record RecordSmokeTest(Color Target, string TemplateHash, TimeSpan Timeout)
    : ReleaseStep("record-smoke-test", $"Record the smoke test on {Target.ToName()}", StepPhase.Prepare, Timeout);

/// <summary>Brings the target to the live color's current replica counts.</summary>
/// <param name="Target">The color to scale up.</param>
/// <param name="Like">The color whose counts are the measure.</param>
/// <param name="Timeout">Longest time for the writes.</param>
public sealed record MatchReplicas(Color Target, Color Like, TimeSpan Timeout)
    : ReleaseStep(
        "match-replicas", $"Bring {Target.ToName()} to the replicas of {Like.ToName()}", StepPhase.Prepare, Timeout);

/// <summary>Sees that the color to go back to is ready and has its subset, before leaving it.</summary>
/// <param name="Previous">The color that is live now.</param>
/// <param name="Timeout">Longest time for the reading.</param>
public sealed record ProveWayBack(Color Previous, TimeSpan Timeout)
    : ReleaseStep("prove-way-back", $"Prove the way back to {Previous.ToName()}", StepPhase.Prepare, Timeout);

/// <summary>Points the live route at a color, in one conditional write.</summary>
/// <param name="From">The live color, or null when nothing is live.</param>
/// <param name="To">The color to move to.</param>
/// <param name="IsRollback">Whether this goes back to the color that was live before.</param>
/// <param name="Timeout">Longest time until the write is accepted.</param>
public sealed record SwitchRoute(Color? From, Color To, bool IsRollback, TimeSpan Timeout)
    : ReleaseStep(
        IsRollback ? "switch-back" : "switch-route",
        From is { } from
            ? $"Switch the live route {(IsRollback ? "back " : string.Empty)}from {from.ToName()} to {To.ToName()}"
            : $"Switch the live route to {To.ToName()}",
        StepPhase.Switch,
        Timeout);

/// <summary>Sees through the data path that users reach the new color, and counts what failed meanwhile.</summary>
/// <param name="From">The color they come from, or null.</param>
/// <param name="To">The color they must reach.</param>
/// <param name="Version">The version it must tell, or null when versions cannot be seen.</param>
/// <param name="IsRollback">Whether the switch went back.</param>
/// <param name="Timeout">Longest time until proven.</param>
public sealed record ProveSwitch(Color? From, Color To, string? Version, bool IsRollback, TimeSpan Timeout)
    : ReleaseStep(
        IsRollback ? "prove-switch-back" : "prove-switch",
        $"Prove that users reach {To.ToName()}{(Version is null ? string.Empty : $" version {Version}")}",
        StepPhase.Switch,
        Timeout);

/// <summary>Watches the live color for a time after the switch.</summary>
/// <param name="Color">The color that just went live.</param>
/// <param name="Duration">How long, counted from the switch.</param>
/// <param name="Timeout">Longest time for the watching.</param>
public sealed record Bake(Color Color, TimeSpan Duration, TimeSpan Timeout)
    : ReleaseStep("bake", $"Watch {Color.ToName()} for {Duration.TotalSeconds:0} s", StepPhase.Switch, Timeout);

/// <summary>Closes the test route to a color.</summary>
/// <param name="Color">The color under test.</param>
/// <param name="Timeout">Longest time for the write.</param>
/// <param name="OnlyOf">The release that must still own the color; null for whoever owns it.</param>
public sealed record CloseTestRoute(Color Color, TimeSpan Timeout, string? OnlyOf = null)
    : ReleaseStep("close-test-route", $"Close the test route to {Color.ToName()}", StepPhase.Settle, Timeout);

/// <summary>Waits until an idle color has no request in flight.</summary>
/// <param name="Color">The idle color.</param>
/// <param name="Limit">How long to wait; requests still in flight then are left to the instances' own grace
/// period.</param>
/// <param name="Timeout">Longest time for the step, above the limit.</param>
public sealed record DrainColor(Color Color, TimeSpan Limit, TimeSpan Timeout)
    : ReleaseStep("drain-color", $"Drain {Color.ToName()}", StepPhase.Settle, Timeout);

/// <summary>Takes the subset of an idle color away.</summary>
/// <param name="Color">The idle color.</param>
/// <param name="Timeout">Longest time for the write.</param>
/// <param name="OnlyOf">The release that must still own the color; null for whoever owns it.</param>
public sealed record RemoveSubset(Color Color, TimeSpan Timeout, string? OnlyOf = null)
    : ReleaseStep("remove-subset", $"Remove the subset of {Color.ToName()}", StepPhase.Settle, Timeout);

/// <summary>Removes everything of an idle color.</summary>
/// <param name="Color">The idle color.</param>
/// <param name="Timeout">Longest time until its instances are gone.</param>
/// <param name="OnlyOf">The release that must still own the color; null for whoever owns it.</param>
public sealed record RemoveColor(Color Color, TimeSpan Timeout, string? OnlyOf = null)
    : ReleaseStep("remove-color", $"Remove {Color.ToName()}", StepPhase.Settle, Timeout);

/// <summary>Runs the contract migration in an instance of the live color, after the other color is gone.</summary>
/// <param name="Live">The live color.</param>
/// <param name="Command">Program and arguments.</param>
/// <param name="Timeout">Longest time the migration may take.</param>
public sealed record MigrateContract(Color Live, ImmutableArray<string> Command, TimeSpan Timeout)
    : ReleaseStep("migrate-contract", $"Run the contract migration in {Live.ToName()}", StepPhase.Settle, Timeout);

/// <summary>Adds the outcome to the history.</summary>
/// <param name="Entry">What to record; its figures and time are filled in when it is written.</param>
/// <param name="Timeout">Longest time for the write.</param>
public sealed record RecordHistory(HistoryEntry Entry, TimeSpan Timeout)
    : ReleaseStep("record-history", $"Record in the history: {Entry.Outcome}", StepPhase.Settle, Timeout);
