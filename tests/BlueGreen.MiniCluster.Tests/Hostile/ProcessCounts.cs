using System.Diagnostics;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Hostile;

/// <summary>What this process holds: a server that leaks makes it grow.</summary>
internal sealed record ProcessCounts(int Handles, int Threads, long Bytes)
{
    public static ProcessCounts Take()
    {
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var bytes = GC.GetTotalMemory(forceFullCollection: true);
        return new ProcessCounts(process.HandleCount, process.Threads.Count, bytes);
    }

    /// <summary>Waits until no more is held than before, but for what pools keep.</summary>
    public async Task IsRestoredAsync(string seed)
    {
        var now = Take();
        for (var left = 100; left > 0 && !IsEnough(now); left--)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
            now = Take();
        }

        Assert.True(IsEnough(now), $"seed {seed}: before {this}, now {now}");
    }

    private bool IsEnough(ProcessCounts now) =>
        now.Handles <= Handles + 40 && now.Threads <= Threads + 30 && now.Bytes <= Bytes + (48L << 20);
}
