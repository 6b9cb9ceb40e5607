using System.Diagnostics;
using System.Globalization;
using BlueGreen.Frosting.Images;
using Cake.Core;
using Cake.Core.IO;
using Xunit;

namespace BlueGreen.Frosting.Tests.Images;

/// <summary>A program that behaves badly in docker's place: it is waited for as long as it should be.</summary>
[Trait("Kind", "Loopback")]
public sealed class DockerProcessTests
{
    // Its child keeps the streams open, as a helper does that docker starts and forgets.
    private const string LeavesAChild = "sleep 60 & echo $!; echo complaint >&2; exit 3";

    [Fact]
    public void WaitForExit_StreamsStayOpen_EndsAfterTheLimit()
    {
        var said = new List<string>();
        using var process = Start(LeavesAChild, said, CancellationToken.None);

        process.WaitForExit();

        Assert.Equal(3, process.GetExitCode());
        EndChild(said);
        Assert.Contains("    complaint", said);
    }

    [Fact]
    public async Task WaitForExit_StreamsStayOpenAndWeMustEnd_Ends()
    {
        var said = new List<string>();
        using var stopping = new CancellationTokenSource();
        using var process = Start(LeavesAChild, said, stopping.Token, TimeProvider.System);
        var waiting = Task.Run(process.WaitForExit);
        Assert.True(SpinWait.SpinUntil(() => IsSaid(said), TimeSpan.FromSeconds(10)));

        await stopping.CancelAsync();
        await waiting.WaitAsync(TimeSpan.FromSeconds(4));

        EndChild(said);
    }

    [Fact]
    public void Start_WhatIsNoProgram_IsAnErrorOfTheTool()
    {
        var error = Assert.Throws<CakeException>(() => Runner([], CancellationToken.None, TimeProvider.System)
            .Start(new FilePath("/etc/hostname"), new ProcessSettings()));

        Assert.Contains("does not start /etc/hostname", error.Message, StringComparison.Ordinal);
    }

    private static IProcess Start(
        string script, List<string> said, CancellationToken stopping, TimeProvider? time = null) =>
        Runner(said, stopping, time ?? new HurryingClock()).Start(
            new FilePath("/bin/bash"),
            new ProcessSettings { Arguments = new ProcessArgumentBuilder().Append("-c").AppendQuoted(script) });

    private static DockerProcessRunner Runner(List<string> said, CancellationToken stopping, TimeProvider time)
    {
        var environment = new CakeEnvironment(new CakePlatform(), new CakeRuntime());
        return new DockerProcessRunner(environment, Say, time, stopping);

        void Say(string line)
        {
            lock (said)
            {
                said.Add(line);
            }
        }
    }

    private static bool IsSaid(List<string> said)
    {
        lock (said)
        {
            return said.Exists(line => int.TryParse(line, out _));
        }
    }

    private static void EndChild(List<string> said)
    {
        var number = said.First(line => int.TryParse(line, out _));
        using var child = Process.GetProcessById(int.Parse(number, CultureInfo.InvariantCulture));
        child.Kill();
    }

    /// <summary>Time that goes on by 10 ms whenever somebody looks: no test waits for a limit.</summary>
    private sealed class HurryingClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += TimeSpan.TicksPerMillisecond * 10;
    }
}
