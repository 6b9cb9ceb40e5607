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

    [Fact]
    public void Start_ListCannotBeWritten_LeavesNoProcess()
    {
        var folder = Directory.CreateTempSubdirectory("ledger-");
        var ledger = new ProcessLedger(folder.FullName);
        var start = new ProcessStart(
            ["sleep", "61.2345"], folder.FullName, new Dictionary<string, string>(StringComparer.Ordinal));
        Directory.CreateDirectory(Path.Combine(folder.FullName, "processes.txt.next"));

        Assert.Throws<ProgramException>(() => RunningProcess.Start(start, ledger));

        Assert.True(SpinWait.SpinUntil(() => !IsRunning("61.2345"), TimeSpan.FromSeconds(5)));
        folder.Delete(recursive: true);
    }

    private static bool IsRunning(string argument) => Directory.GetDirectories("/proc").Any(process =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Contains(argument, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
