using BlueGreen.Errors;
using BlueGreen.Ports;

namespace BlueGreen.Tests.Fakes;

/// <summary>One process on the world: counts its calls, and can be killed or frozen at any of them.</summary>
internal sealed class MemoryProcess(MemoryWorld world)
{
    private readonly TaskCompletionSource _thaw = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _frozen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isDead;

    public MemoryWorld World => world;

    /// <summary>Gets the number of the call to be killed at; 0 for none.</summary>
    public int CrashAt { get; init; }

    /// <summary>Gets a value indicating whether the call's effect happens before the process is killed.</summary>
    public bool CrashAfterEffect { get; init; }

    /// <summary>Gets the number of the call to be frozen before; 0 for none.</summary>
    public int FreezeAt { get; init; }

    /// <summary>Gets or sets what becomes of a call, by its name.</summary>
    public Func<string, CallFate> OnCall { get; set; } = _ => CallFate.Normal;

    /// <summary>Gets or sets what is told before a call, by its name.</summary>
    public Action<string> BeforeCall { get; set; } = _ => { };

    public List<string> Calls { get; } = [];

    /// <summary>Gets what tells the process that it lost the lease.</summary>
    public CancellationTokenSource Lost { get; } = new();

    /// <summary>Gets a task that ends when the process was frozen.</summary>
    public Task Frozen => _frozen.Task;

    public bool IsGone => _isDead || (_frozen.Task.IsCompleted && !_thaw.Task.IsCompleted);

    public Platform Platform => new(
        new MemoryColors(this), new MemoryRoute(this), new MemoryQueue(this), new MemoryLog(this),
            new MemoryProbe(world));

    public void Thaw() => _thaw.TrySetResult();

    public Task<T> ReadAsync<T>(string name, Func<T> effect, CancellationToken token) => CallAsync(name, effect, token);

    public Task WriteAsync(string name, Action effect, CancellationToken token) => CallAsync<object?>(
        name,
        () =>
        {
            effect();
            world.Writes.Add(name);
            world.Check(name);
            return null;
        },
        token);

    public static ReleaseException Refused(string problem, ExitCode code = ExitCode.NotSwitched) =>
        new(code, problem, "The fake world said so.", "Nothing.");

    private async Task<T> CallAsync<T>(string name, Func<T> effect, CancellationToken token)
    {
        ThrowIfDead(name);
        token.ThrowIfCancellationRequested();
        Calls.Add(name);
        var number = Calls.Count;
        BeforeCall(name);
        if (number == FreezeAt)
        {
            _frozen.TrySetResult();
            await _thaw.Task;
        }

        _isDead = number == CrashAt && !CrashAfterEffect;
        ThrowIfDead(name);
        var fate = OnCall(name);
        if (fate.Hang)
        {
            await Task.Delay(Timeout.Infinite, token);
        }

        var result = Run(fate, effect);
        _isDead = number == CrashAt;
        ThrowIfDead(name);
        return fate.ErrorAfter is { } lost ? throw lost : result;
    }

    private T Run<T>(CallFate fate, Func<T> effect)
    {
        if (fate.Error is { } error)
        {
            throw error;
        }

        lock (world.Lock)
        {
            world.Clock.Advance(TimeSpan.FromMilliseconds(1));
            return fate.IsSwallowed ? default! : effect();
        }
    }

    private void ThrowIfDead(string call)
    {
        if (_isDead)
        {
            throw new SimulatedCrashException(call);
        }
    }
}
