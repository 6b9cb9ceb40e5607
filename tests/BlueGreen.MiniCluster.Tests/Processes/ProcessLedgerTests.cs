using System.Diagnostics;
using BlueGreen.MiniCluster.Processes.Machine;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Processes;

[Trait("Kind", "Loopback")]
public sealed class ProcessLedgerTests
{
    [Fact]
    public async Task KillLeftovers_ProcessOfAKilledRun_IsEnded()
    {
        var folder = Directory.CreateTempSubdirectory("ledger-");
        using var process = Process.Start("sleep", "60");
        new ProcessLedger(folder.FullName).Add(process.Id);

        var killed = new ProcessLedger(folder.FullName).KillLeftovers();

        Assert.Equal([process.Id], killed);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(5));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task KillLeftovers_SameIdButAnotherStart_IsLeftAlone()
    {
        var folder = Directory.CreateTempSubdirectory("ledger-");
        using var process = Process.Start("sleep", "60");
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "processes.txt"), $"{process.Id} 1@another-boot\n1 x\nrubbish\n");

        var killed = new ProcessLedger(folder.FullName).KillLeftovers();

        Assert.Empty(killed);
        Assert.False(process.HasExited);
        process.Kill();
        folder.Delete(recursive: true);
    }
}
