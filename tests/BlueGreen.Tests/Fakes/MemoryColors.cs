using System.Collections.Immutable;
using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Tests.Fakes;

/// <summary>The two colors of the world.</summary>
internal sealed class MemoryColors(MemoryProcess process) : IColorEnvironment
{
    private readonly MemoryWorld _world = process.World;

    public Task<ColorState> ObserveAsync(Color color, CancellationToken cancellationToken) =>
        process.ReadAsync($"Colors.Observe {color}", () => _world.Colors[color], cancellationToken);

    public Task<IReadOnlyList<ObjectChange>> PreviewAsync(Release release, CancellationToken cancellationToken) =>
        process.ReadAsync<IReadOnlyList<ObjectChange>>(
            "Colors.Preview",
            () => IsThere(release) ? []
                : [new ObjectChange($"Deployment/app-{release.Target}", "change", string.Empty)],
            cancellationToken);

    public Task DeployAsync(Release release, ColorState seen, CancellationToken cancellationToken) =>
        process.WriteAsync(
        $"Colors.Deploy {release.Tag}", () => Deploy(release, seen), cancellationToken);

    public Task AwaitReadyAsync(Color color, CancellationToken cancellationToken) => process.WriteAsync(
        $"Colors.AwaitReady {color}",
        () =>
        {
            if (_world.IsNeverReady)
            {
                throw MemoryProcess.Refused($"{color} crash-loops.");
            }

            Put(_world.Colors[color], workload => workload with { Ready = workload.Desired, IsReady = true });
        },
        cancellationToken);

    public Task<IReadOnlyList<string>> DiagnoseAsync(Color color, CancellationToken cancellationToken) =>
        process.ReadAsync<IReadOnlyList<string>>("Colors.Diagnose", () => ["pod app-1 crash-loops"], cancellationToken);

    public Task MatchReplicasAsync(Color color, Color like, CancellationToken cancellationToken) => process.WriteAsync(
        $"Colors.Match {color}",
        () =>
        {
            var wanted = _world.Colors[like].Workloads.Select(twin => twin.Desired).DefaultIfEmpty(0).Max();
            Put(_world.Colors[color], workload => workload.Desired >= wanted
                ? workload
                : workload with { Desired = wanted, IsReady = false });
        },
        cancellationToken);

    public async Task<CommandResult> RunAsync(
        Color color, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var result = new CommandResult(0, string.Empty);
        await process.WriteAsync(
            $"Colors.Run {color}",
            () =>
            {
                _world.Commands.Add($"{_world.Colors[color].Evidence?.Tag}: {string.Join(' ', command)}");
                result = _world.OnCommand(color, command);
            },
            cancellationToken);
        return result;
    }

    public Task RecordSmokeTestAsync(Color color, SmokeTestRecord record, CancellationToken cancellationToken) =>
        process.WriteAsync(
            $"Colors.RecordSmoke {color}",
            () =>
            {
                var state = _world.Colors[color];
                if (state.Evidence?.ReleaseId != record.ReleaseId || state.Evidence.TemplateHash != record.TemplateHash)
                {
                    throw MemoryProcess.Refused("The color changed while it was tested.");
                }

                _world.Colors[color] = state with { Evidence = state.Evidence with { SmokeTest = record } };
            },
            cancellationToken);

    public Task RecordExpandAsync(Color color, string release, CancellationToken cancellationToken) =>
        process.WriteAsync(
        $"Colors.RecordExpand {color}",
        () =>
        {
            var state = _world.Colors[color];
            if ($"{state.Evidence?.ReleaseId} {state.Evidence?.Tag}" != release)
            {
                throw MemoryProcess.Refused($"{color} belongs to another release.");
            }

            _world.Colors[color] = state with { Evidence = state.Evidence! with { ExpandedBy = release } };
        },
        cancellationToken);

    public Task<int?> CountInFlightAsync(Color color, CancellationToken cancellationToken) =>
        process.ReadAsync("Colors.CountInFlight", _world.OnCountInFlight, cancellationToken);

    public Task RemoveAsync(ColorState seen, CancellationToken cancellationToken) => process.WriteAsync(
        $"Colors.Remove {seen.Color}",
        () =>
        {
            var color = seen.Color;
            RequireStill(seen);
            _world.Require(_world.Route.Live != color, $"the live color {color} was removed");
            _world.Require(_world.Route.Test != color, $"the color {color} was removed under its test route");
            _world.Colors[color] = new ColorState(color, [], null);
        },
        cancellationToken);

    private bool IsThere(Release release)
    {
        var evidence = _world.Colors[release.Target].Evidence;
        return evidence?.ReleaseId == release.Id && evidence.Tag == release.Tag.Text;
    }

    private void RequireStill(ColorState seen)
    {
        if (!seen.IsStill(_world.Colors[seen.Color]))
        {
            throw MemoryProcess.Refused($"{seen.Color} was changed by somebody else.");
        }
    }

    private void Deploy(Release release, ColorState seen)
    {
        RequireStill(seen);
        var color = release.Target;
        var before = _world.Colors[color];
        if (IsThere(release))
        {
            return;
        }

        _world.Require(_world.Route.Live != color, $"{release.Tag} was deployed to {color}, which is live");
        _world.Colors[color] = new ColorState(
            color,
            [new WorkloadState($"app-{color.ToName()}", "app", Desired: 2, Ready: 0, IsReady: false)],
            new ColorEvidence(
                release.Id,
                release.Tag.Text,
                release.Tag.Version,
                release.Commit,
                release.Actor,
                null,
                _world.Clock.GetUtcNow(),
                $"hash of {release.Tag} {release.Id}",
                before.Evidence?.SmokeTest,
                before.Evidence?.ExpandedBy));
    }

    private void Put(ColorState state, Func<WorkloadState, WorkloadState> change)
    {
        ImmutableArray<WorkloadState> workloads = [.. state.Workloads.Select(change)];
        _world.Colors[state.Color] = state with { Workloads = workloads };
    }
}
