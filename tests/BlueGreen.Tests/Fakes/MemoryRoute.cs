using System.Collections.Immutable;
using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Tests.Fakes;

/// <summary>The route of the world: every write conditional on the version token and on the generation.</summary>
internal sealed class MemoryRoute(MemoryProcess process) : IRoute
{
    private readonly MemoryWorld _world = process.World;

    public Task<RouteState> ObserveAsync(CancellationToken cancellationToken) =>
        process.ReadAsync("Route.Observe", () => _world.Route, cancellationToken);

    public Task<IReadOnlyList<ObjectChange>> PreviewAsync(
        RouteWrite write, RouteChange change, CancellationToken cancellationToken) =>
        process.ReadAsync<IReadOnlyList<ObjectChange>>(
            "Route.Preview",
            () => _world.Route.Test == change.Color ? [] : [new ObjectChange("Route", "change", string.Empty)],
            cancellationToken);

    public Task FenceAsync(long generation, CancellationToken cancellationToken) => process.WriteAsync(
        "Route.Fence",
        () =>
        {
            RequireUnfenced(generation);
            if (_world.Route.Exists)
            {
                Put(_world.Route with { Stamp = _world.Route.Stamp with { Generation = generation } });
            }
        },
        cancellationToken);

    public Task OpenTestRouteAsync(RouteChange change, CancellationToken cancellationToken) => process.WriteAsync(
        $"Route.Open {change.Color}",
        () =>
        {
            RequirePlanned(change);
            ImmutableArray<Color> subsets = [.. _world.Route.Subsets.Add(change.Color).Distinct()];
            Put(_world.Route with { Exists = true, Test = change.Color, Subsets = subsets, Stamp = Stamped(change) });
        },
        cancellationToken);

    public Task SwitchAsync(RouteChange change, CancellationToken cancellationToken) => process.WriteAsync(
        $"Route.Switch {change.Color}",
        () =>
        {
            RequirePlanned(change);
            CheckSwitch(change);
            var stamp = new RouteStamp(
                change.Generation, _world.Route.Live, _world.Clock.GetUtcNow(), change.By, change.IsRollback);
            Put(_world.Route with { Live = change.Color, Test = null, Stamp = stamp });
        },
        cancellationToken);

    public Task CloseTestRouteAsync(RouteChange change, CancellationToken cancellationToken) => process.WriteAsync(
        $"Route.Close {change.Color}",
        () =>
        {
            RequirePlanned(change);
            Put(_world.Route with { Test = null, Stamp = Stamped(change) });
        },
        cancellationToken);

    public Task RetireAsync(RouteChange change, CancellationToken cancellationToken) => process.WriteAsync(
        $"Route.Retire {change.Color}",
        () =>
        {
            RequirePlanned(change);
            if (_world.Route.Live == change.Color || _world.Route.Test == change.Color)
            {
                throw MemoryProcess.Refused("A route still names the color.");
            }

            Put(_world.Route with { Subsets = _world.Route.Subsets.Remove(change.Color) });
        },
        cancellationToken);

    private RouteStamp Stamped(RouteChange change) => _world.Route.Stamp with { Generation = change.Generation };

    // Invariant 2: users go only to a color that is ready, and passed its smoke test in the release that owns it.
    private void CheckSwitch(RouteChange change)
    {
        var state = _world.Colors[change.Color];
        var evidence = state.Evidence;
        _world.Require(state.IsReady, $"switch to {change.Color}, which is not ready");
        _world.Require(
            change.IsRollback
                ? evidence?.DeployedAt < _world.Route.Stamp.SwitchedAt
                : evidence?.SmokeTest?.ReleaseId == evidence?.ReleaseId
                    && evidence?.SmokeTest?.TemplateHash == evidence?.TemplateHash
                    && evidence?.ReleaseId == change.By,
            $"switch to {change.Color} ({evidence?.Tag}), which was not tested by its owner or was never live");
    }

    private void Put(RouteState next) => _world.Route = next with { VersionToken = _world.NextToken() };

    private void RequirePlanned(RouteChange change)
    {
        RequireUnfenced(change.Generation);
        if (change.Planned.VersionToken != _world.Route.VersionToken)
        {
            throw new RouteChangedException("The route changed.", "Another token is on it.", "Look again.");
        }
    }

    private void RequireUnfenced(long generation)
    {
        if (_world.Route.Stamp.Generation > generation)
        {
            throw new RouteChangedException("Fenced off.", "A newer lease wrote.", "Stop.");
        }
    }
}
