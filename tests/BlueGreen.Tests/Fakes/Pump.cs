using BlueGreen.Testing;

namespace BlueGreen.Tests.Fakes;

/// <summary>Runs a process on one thread, and moves the clock to the next timer whenever everything waits.</summary>
/// <remarks>So nothing waits for real time, and no limit passes while there is still something to do.</remarks>
internal sealed class Pump(FakeClock clock) : SynchronizationContext
{
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(10);
    private readonly Queue<Action> _work = new();

    /// <summary>Runs until the task has ended, and returns it.</summary>
    public static Task<T> Run<T>(FakeClock clock, Func<Task<T>> body)
    {
        var pump = new Pump(clock);
        var task = pump.Start(body);
        pump.RunUntil(() => task.IsCompleted);
        return task;
    }

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_work)
        {
            _work.Enqueue(() => d(state));
            Monitor.Pulse(_work);
        }
    }

    /// <summary>Begins; what is not done at once waits for <see cref="RunUntil"/>.</summary>
    public Task<T> Start<T>(Func<Task<T>> body)
    {
        Task<T>? task = null;
        Here(() => task = body());
        return task!;
    }

    public void RunUntil(Func<bool> isDone) => Here(() =>
    {
        while (!isDone())
        {
            if (Next(TimeSpan.Zero) is { } work)
            {
                work();
            }
            else if (!clock.AdvanceToNextTimer())
            {
                // Nothing of a run is done elsewhere; what a test does on another thread has this long to arrive.
                (Next(StuckAfter) ?? throw new InvalidOperationException("All wait, and not for the clock."))();
            }
        }
    });

    private void Here(Action action)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private Action? Next(TimeSpan within)
    {
        lock (_work)
        {
            return _work.Count > 0 || (within > TimeSpan.Zero && Monitor.Wait(_work, within)) ? _work.Dequeue() : null;
        }
    }
}
