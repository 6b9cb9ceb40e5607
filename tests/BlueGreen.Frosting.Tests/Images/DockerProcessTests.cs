using System.Diagnostics;
using System.Globalization;
using BlueGreen.Frosting.Images;
using BlueGreen.Testing;
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

    private const string Complaint = "    complaint";

    [Fact]
    public void WaitForExit_StreamsStayOpen_EndsAfterTheLimit()
    {
        var said = new List<string>();
        using var process = Start(LeavesAChild, said, new HurryingClock(() => IsSaid(said)), CancellationToken.None);

        process.WaitForExit();

        Assert.Equal(3, process.GetExitCode());
        EndChild(said);
        Assert.Contains(Complaint, said, StringComparer.Ordinal);
    }

    [Fact]
    public async Task WaitForExit_StreamsStayOpenAndWeMustEnd_Ends()
    {
        var said = new List<string>();
        using var stopping = new CancellationTokenSource();
        using var process = Start(LeavesAChild, said, new FakeClock(), stopping.Token);
        var waiting = Task.Run(process.WaitForExit);
        Assert.True(SpinWait.SpinUntil(() => IsSaid(said), TimeSpan.FromSeconds(10)));

        await stopping.CancelAsync();
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));

        EndChild(said);
    }

    [Fact]
    public void Start_WhatIsNoProgram_IsAnErrorOfTheTool()
    {
        var error = Assert.Throws<CakeException>(() => Runner([], new FakeClock(), CancellationToken.None)
            .Start(new FilePath("/etc/hostname"), new ProcessSettings()));

        Assert.Contains("does not start /etc/hostname", error.Message, StringComparison.Ordinal);
    }

    private static IProcess Start(
        string script, List<string> said, TimeProvider time, CancellationToken stopping) =>
        Runner(said, time, stopping).Start(
            new FilePath("/bin/bash"),
            new ProcessSettings { Arguments = new ProcessArgumentBuilder().Append("-c").AppendQuoted(script) });

    private static DockerProcessRunner Runner(List<string> said, TimeProvider time, CancellationToken stopping)
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
            return said.Exists(IsNumber) && said.Contains(Complaint, StringComparer.Ordinal);
        }
    }

    private static bool IsNumber(string line) =>
        int.TryParse(line, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out _);

    private static void EndChild(List<string> said)
    {
        var number = said.First(IsNumber);
        var id = int.Parse(number, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
        using var child = Process.GetProcessById(id);
        child.Kill();
    }

    /// <summary>
    /// Time that goes on by 10 ms whenever somebody looks, once it may: no test waits for a limit, nor for a reader.
    /// </summary>
    private sealed class HurryingClock(Func<bool> goesOn) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => goesOn() ? _now += TimeSpan.TicksPerMillisecond * 10 : _now;
    }
}
