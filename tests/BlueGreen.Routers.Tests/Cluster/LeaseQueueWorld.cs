using BlueGreen.Ports;
using BlueGreen.Routers.Cluster;
using BlueGreen.Routers.Tests.Support;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.Routers.Tests.Cluster;

/// <summary>A queue on one Lease with real compare-and-swap; time moves only when a test says so.</summary>
public abstract class LeaseQueueWorld : IDisposable
{
    private int _ids;

    /// <summary>Gets the clock of the queue.</summary>
    private protected FakeClock Clock { get; } = new();

    /// <summary>Gets the cluster that has the Lease.</summary>
    private protected MemoryTransport Cluster { get; } = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the cluster.</summary>
    /// <param name="disposing">Whether it is asked for.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Cluster.Dispose();
        }
    }

    private protected static TicketRequest Request(string id) => new(id, "Deploy", null, "ann", null);

    private protected LeaseQueue Queue(QueueOptions? options = null) =>
        new(Cluster.Gate(Clock),
            "app", options ?? new QueueOptions(), () => $"{Interlocked.Increment(ref _ids)}", Clock);

    private protected Task<IHeldLease> TakeAsync(string id) =>
        Queue().TakeAsync(Request(id), _ => Task.CompletedTask, default);

    /// <summary>Takes the lease on a clock of its own that stands still: nobody renews it.</summary>
    private protected async Task<IHeldLease> DeadAsync(string id)
    {
        var still = new FakeClock();
        return await new LeaseQueue(Cluster.Gate(still), "app", new QueueOptions(), () => "dead", still)
            .TakeAsync(Request(id), _ => Task.CompletedTask, default);
    }

    private protected async Task PumpUntilAsync(Func<Task<bool>> isSo)
    {
        for (var round = 0; round < 2000; round++)
        {
            if (await isSo())
            {
                return;
            }

            Clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        Assert.Fail("It did not happen within 1000 s of the fake clock.");
    }
}
