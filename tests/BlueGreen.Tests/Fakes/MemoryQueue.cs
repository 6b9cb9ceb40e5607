using BlueGreen.Errors;
using BlueGreen.Ports;

namespace BlueGreen.Tests.Fakes;

/// <summary>The queue of the world: a holder that is dead or frozen is passed over at once.</summary>
internal sealed class MemoryQueue(MemoryProcess process) : IReleaseQueue
{
    private readonly MemoryWorld _world = process.World;

    public Task<QueueState> ObserveAsync(CancellationToken cancellationToken) =>
        process.ReadAsync(
            "Queue.Observe", () => QueueState.Empty with { Generation = _world.Generation }, cancellationToken);

    public async Task<IHeldLease> TakeAsync(
        TicketRequest request, Func<QueueState, Task> onWaiting, CancellationToken cancellationToken)
    {
        await process.WriteAsync("Queue.Take", Take, cancellationToken);
        return new Lease(process, _world.Generation);
    }

    private void Take()
    {
        if (_world.Holder is { IsGone: false })
        {
            throw MemoryProcess.Refused("Another holds the lease.", ExitCode.NotOurTurn);
        }

        _world.Holder = process;
        _world.Generation++;
    }

    private sealed class Lease(MemoryProcess process, long generation) : IHeldLease
    {
        public long Generation => generation;

        public CancellationToken Lost => process.Lost.Token;

        public async ValueTask DisposeAsync() =>
            await process.WriteAsync("Queue.Leave", Leave, CancellationToken.None);

        private void Leave()
        {
            if (process.World.Holder == process)
            {
                process.World.Holder = null;
            }
        }
    }
}
