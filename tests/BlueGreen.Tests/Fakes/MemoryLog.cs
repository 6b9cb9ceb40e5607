using BlueGreen.Ports;
using BlueGreen.Running;

namespace BlueGreen.Tests.Fakes;

/// <summary>The journal and history of the world.</summary>
internal sealed class MemoryLog(MemoryProcess process) : IReleaseLog
{
    private readonly MemoryWorld _world = process.World;

    public Task AppendAsync(StepEvent stepEvent, CancellationToken cancellationToken) =>
        process.WriteAsync(
            $"Log.Append {stepEvent.StepKey} {stepEvent.Kind}", () => _world.Events.Add(stepEvent), cancellationToken);

    public Task<IReadOnlyList<StepEvent>> ReadAsync(string releaseId, CancellationToken cancellationToken) =>
        process.ReadAsync<IReadOnlyList<StepEvent>>(
            "Log.Read", () => [.. _world.Events.Where(e => e.ReleaseId == releaseId)], cancellationToken);

    public Task RecordAsync(HistoryRecord record, CancellationToken cancellationToken) =>
        process.WriteAsync($"Log.Record {record.Outcome}", () => _world.History.Insert(0, record), cancellationToken);

    public Task<IReadOnlyList<HistoryRecord>> ReadHistoryAsync(CancellationToken cancellationToken) =>
        process.ReadAsync<IReadOnlyList<HistoryRecord>>(
            "Log.ReadHistory", () => [.. _world.History], cancellationToken);
}
