using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Ports;
using BlueGreen.Routers.Cluster;

namespace BlueGreen.Routers.Istio;

/// <summary>The routes of one app as Istio keeps them: a VirtualService, and a DestinationRule with the
/// subsets.</summary>
/// <remarks>
/// The switch is one server-side apply of the VirtualService that carries the resource version it was made from: the
/// server
/// refuses it when anybody wrote in between. It restates everything else as it was read, so taking all fields changes
/// nothing
/// that others wrote.
/// </remarks>
/// <param name="gate">The way to the cluster.</param>
/// <param name="names">What the objects are called.</param>
/// <param name="cookie">The test cookie.</param>
/// <param name="manifests">Renders the routes that a deploy wants.</param>
/// <param name="time">The clock.</param>
public sealed class IstioRoute(
    ClusterGate gate, IstioNames names, string cookie, IReleaseManifests manifests, TimeProvider time) : IRoute
{
    /// <inheritdoc/>
    public async Task<RouteState> ObserveAsync(CancellationToken cancellationToken)
    {
        var service = await gate.FindAsync(VirtualService, cancellationToken);
        var rule = await gate.FindAsync(DestinationRule, cancellationToken);
        return service is null
            ? RouteState.None with { Subsets = DestinationRuleDocument.Colors(rule) }
            : new RouteState(
                Exists: true,
                VirtualServiceReader.Live(service, names),
                VirtualServiceReader.Test(service, names),
                DestinationRuleDocument.Colors(rule),
                VirtualServiceReader.Stamp(service),
                KubeObject.ResourceVersionOf(service));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ObjectChange>> PreviewAsync(
        RouteWrite write, RouteChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var wanted = await WantedAsync(write, change, cancellationToken);
        var changes = new List<ObjectChange>();
        foreach (var (value, target) in wanted)
        {
            var current = await gate.FindAsync(target, cancellationToken);
            var request = new ApplyRequest(DryRun: true, Force: write != RouteWrite.OpenTest);
            var outcome = await gate.ApplyAsync(value, request, cancellationToken);
            if (ObjectDiff.Between(current, outcome, text => text) is { } found)
            {
                changes.Add(found);
            }
        }

        return changes;
    }

    /// <inheritdoc/>
    public async Task FenceAsync(long generation, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(VirtualService, cancellationToken) is not { } current)
        {
            return;
        }

        var stamp = VirtualServiceReader.Stamp(current);
        IstioErrors.RequireUnfenced(stamp, generation);
        await FenceRuleAsync(generation, cancellationToken);
        var wanted = VirtualServiceWriter.Restate(current);
        VirtualServiceWriter.Stamp(wanted, stamp with { Generation = generation });
        await WriteAsync(wanted, KubeObject.ResourceVersionOf(current), cancellationToken);
    }

    /// <summary>
    /// The rule first: whoever finds the new generation on the route knows that every write of the rule that was begun
    /// before is refused.
    /// </summary>
    private async Task FenceRuleAsync(long generation, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(DestinationRule, cancellationToken) is { } rule)
        {
            IstioErrors.RequireUnfenced(VirtualServiceReader.Stamp(rule), generation);
            var wanted = VirtualServiceWriter.Restate(rule);
            VirtualServiceWriter.StampGeneration(wanted, generation);
            await WriteAsync(wanted, KubeObject.ResourceVersionOf(rule), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task OpenTestRouteAsync(RouteChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        IstioErrors.RequireUnfenced(change.Planned.Stamp, change.Generation);

        // Make before break: subsets and gateway are there before the VirtualService names them. The rule is first, for
        // it carries the fence: whoever was fenced off while it slept gets no further.
        var rule = await gate.FindAsync(DestinationRule, cancellationToken);
        IstioErrors.RequireUnfenced(VirtualServiceReader.Stamp(rule ?? []), change.Generation);
        var wanted = new List<(JsonObject Value, string? Version)>();
        foreach (var (value, target) in Opened(change, rule))
        {
            var seen = target == DestinationRule ? rule
                : target == VirtualService ? null : await gate.FindAsync(target, cancellationToken);
            wanted.Add((value, target == VirtualService ? change.Planned.VersionToken : VersionOf(seen)));
        }

        foreach (var (value, version) in wanted)
        {
            await SendAsync(value, new ApplyRequest(version, IsExclusive: true), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task CloseTestRouteAsync(RouteChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var current = await PlannedAsync(change, cancellationToken);
        await WriteAsync(Closed(current, change), change.Planned.VersionToken, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task SwitchAsync(RouteChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var current = await PlannedAsync(change, cancellationToken);
        if (!change.Planned.Subsets.Contains(change.Color))
        {
            throw IstioErrors.NoSubset(change.Color, names);
        }

        await WriteAsync(Switched(current, change), change.Planned.VersionToken, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task RetireAsync(RouteChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        IstioErrors.RequireUnfenced(change.Planned.Stamp, change.Generation);
        if (change.Planned.Live == change.Color || change.Planned.Test == change.Color)
        {
            throw IstioErrors.StillNamed(change.Color, change.Planned);
        }

        if (await gate.FindAsync(DestinationRule, cancellationToken) is { } rule)
        {
            // A newer holder stamps the rule before it lets the route name a subset: see the fence.
            IstioErrors.RequireUnfenced(VirtualServiceReader.Stamp(rule), change.Generation);
            var wanted = DestinationRuleDocument.Without(rule, change.Color);
            await WriteAsync(wanted, KubeObject.ResourceVersionOf(rule), cancellationToken);
        }
    }

    private ResourceRef VirtualService => new(ResourceType.VirtualServices, names.Namespace, names.VirtualService);

    private ResourceRef DestinationRule => new(ResourceType.DestinationRules, names.Namespace, names.DestinationRule);

    private static JsonObject Closed(JsonObject current, RouteChange change)
    {
        var wanted = VirtualServiceWriter.Close(current);
        VirtualServiceWriter.Stamp(wanted, change.Planned.Stamp with { Generation = change.Generation });
        return wanted;
    }

    private JsonObject Switched(JsonObject current, RouteChange change)
    {
        var wanted = VirtualServiceWriter.Switch(current, change.Color, names);
        VirtualServiceWriter.Stamp(wanted, new RouteStamp(
            change.Generation, change.Planned.Live, time.GetUtcNow(), change.By, change.IsRollback));
        return wanted;
    }

    /// <summary>Makes the objects that a write would apply.</summary>
    private async Task<IReadOnlyList<(JsonObject Value, ResourceRef Target)>> WantedAsync(
        RouteWrite write, RouteChange change, CancellationToken cancellationToken)
    {
        var route = await gate.FindAsync(VirtualService, cancellationToken);
        var rule = await gate.FindAsync(DestinationRule, cancellationToken);
        return write switch
        {
            RouteWrite.OpenTest => Opened(change, rule),
            RouteWrite.Switch when route is not null => [(Switched(route, change), VirtualService)],
            RouteWrite.CloseTest when route is not null => [(Closed(route, change), VirtualService)],
            RouteWrite.Retire when rule is not null
                => [(DestinationRuleDocument.Without(rule, change.Color), DestinationRule)],
            _ => [],
        };
    }

    private static string? VersionOf(JsonObject? seen) => seen is null ? null : KubeObject.ResourceVersionOf(seen);

    /// <summary>Makes rule, gateway and route with the test route open, in the order of the writes.</summary>
    private List<(JsonObject Value, ResourceRef Target)> Opened(RouteChange change, JsonObject? rule)
    {
        var templates = manifests.RenderRoutes(change.Color, change.Planned.Live);
        var generation = Math.Max(change.Generation, change.Planned.Stamp.Generation);
        var route = VirtualServiceWriter.Open(
            templates.VirtualService, (change.Color, change.Planned.Live), names, cookie);
        VirtualServiceWriter.Stamp(route, change.Planned.Stamp with { Generation = generation });
        var subsets = DestinationRuleDocument.With(templates.DestinationRule, rule, change.Color);
        VirtualServiceWriter.StampGeneration(subsets, generation);

        var all = new List<(JsonObject, ResourceRef)> { (subsets, DestinationRule) };
        if (templates.Gateway is { } gateway)
        {
            all.Add((gateway, new ResourceRef(ResourceType.Gateways, names.Namespace, KubeObject.NameOf(gateway)!)));
        }

        all.Add((route, VirtualService));
        return all;
    }

    /// <summary>Reads the route again and sees that it is still what the change was planned from.</summary>
    private async Task<JsonObject> PlannedAsync(RouteChange change, CancellationToken cancellationToken)
    {
        IstioErrors.RequireUnfenced(change.Planned.Stamp, change.Generation);
        var current = await gate.FindAsync(VirtualService, cancellationToken);
        return current is not null
            && string.Equals(KubeObject.ResourceVersionOf(current), change.Planned.VersionToken,
                StringComparison.Ordinal)
            ? current
            : throw IstioErrors.Changed(
                $"VirtualService {names.VirtualService}",
                new InvalidOperationException(current is null ? "it is gone." : "its resource version moved on."));
    }

    private Task WriteAsync(JsonObject wanted, string? resourceVersion, CancellationToken cancellationToken)
        => SendAsync(
        wanted,
        new ApplyRequest(resourceVersion, IsExclusive: resourceVersion is not null, Force: true),
        cancellationToken);

    private async Task SendAsync(JsonObject wanted, ApplyRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await gate.ApplyAsync(wanted, request, cancellationToken);
        }
        catch (ReleaseException refused)
            when (refused.InnerException is ApiException { IsConflict: true, IsFieldConflict: false } conflict)
        {
            throw IstioErrors.Changed(ClusterGate.Describe(wanted), conflict);
        }
    }
}
