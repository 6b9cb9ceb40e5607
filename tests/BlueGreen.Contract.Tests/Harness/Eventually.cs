using Xunit;

namespace BlueGreen.Contract.Tests.Harness;

/// <summary>Waits for a cluster: the only place here where a test spends real time on waiting.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits until a condition holds, and fails the test when it does not in time.</summary>
    public static async Task TrueAsync(TimeSpan limit, Func<string> what, Func<Task<bool>> condition)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            var isInTime = TimeProvider.System.GetElapsedTime(start) < limit;
            Assert.True(isInTime, isInTime ? string.Empty : $"Within {limit.TotalSeconds} s not: {what()}");
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <inheritdoc cref="TrueAsync(TimeSpan, Func{string}, Func{Task{bool}})"/>
    public static Task TrueAsync(TimeSpan limit, Func<string> what, Func<bool> condition) =>
        TrueAsync(limit, what, () => Task.FromResult(condition()));

    /// <inheritdoc cref="TrueAsync(TimeSpan, Func{string}, Func{Task{bool}})"/>
    public static Task TrueAsync(TimeSpan limit, string what, Func<bool> condition) =>
        TrueAsync(limit, () => what, condition);

    /// <inheritdoc cref="TrueAsync(TimeSpan, Func{string}, Func{Task{bool}})"/>
    public static Task TrueAsync(TimeSpan limit, string what, Func<Task<bool>> condition) =>
        TrueAsync(limit, () => what, condition);
}
