using System.Text;
using BlueGreen.MiniCluster.Processes;
using BlueGreen.MiniCluster.Processes.Containers;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Processes;

public sealed class ContainerLogTests : IDisposable
{
    private static readonly LogOptions All = new(Follow: false, Previous: false, TailLines: null, Since: null);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("log-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Append_LongLines_KeepsNoMoreThanFitsIntoItsMemory()
    {
        using var log = new ContainerLog(Path.Combine(_folder.FullName, "0.log"), new FakeClock());
        var line = new string('x', 16 * 1024);
        for (var i = 0; i < 300; i++)
        {
            log.Append(line);
        }

        log.Append("last");
        var lines = await ReadAsync(log);

        Assert.InRange(lines.Sum(text => text.Length), 3_000_000, 4 * 1024 * 1024);
        Assert.Equal("last", lines[^1]);
    }

    [Fact]
    public async Task Pump_DiskIsFull_GoesOn()
    {
        using var log = new ContainerLog("/dev/full", new FakeClock());
        using var output = new MemoryStream(Encoding.UTF8.GetBytes("one\ntwo\n"));

        await log.PumpAsync(output);

        Assert.Equal(["one", "two"], await ReadAsync(log));
    }

    private static async Task<List<string>> ReadAsync(ContainerLog log)
    {
        var lines = new List<string>();
        await foreach (var line in log.ReadAsync(All, default))
        {
            lines.Add(line.Text);
        }

        return lines;
    }
}
