using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BlueGreen.Frosting.Demo;
using BlueGreen.Frosting.Reports;
using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.Frosting.Tests.Demo;

public sealed class LoadTests
{
    private static readonly FakeClock Clock = new();

    [Fact]
    public void Statistics_Switch_CountsFromTheWrite()
    {
        LoadSample[] samples =
        [
            Sample(RequestKind.Quick, 10, 20, Color.Green),
            Sample(RequestKind.Slow, 50, 600, Color.Green),
            Sample(RequestKind.Slow, 55, 130, Color.Blue),
            Sample(RequestKind.Quick, 98, 104, Color.Green),
            Sample(RequestKind.Quick, 120, 150, Color.Blue),
            Sample(RequestKind.Quick, 160, 170, color: null) with { Status = 0, Error = "cut" },
            Sample(RequestKind.Tester, 120, 125, Color.Blue),
            Sample(RequestKind.Quick, 900, 910, Color.Green),
        ];

        var figures = LoadStatistics.Of(samples, Run(began: 40, ended: 400), Move(writtenAt: 100), Clock);

        Assert.Equal(new SwitchFigures(Sent: 5, Failed: 1, FirstNewMs: 50, LastOldMs: 500, Finished: 2), figures);
    }

    [Fact]
    public void Statistics_SwitchThatWasNeverWritten_HasNoTimes()
    {
        var figures = LoadStatistics.Of(
            [Sample(RequestKind.Quick, 50, 60, Color.Green)], Run(began: 40, ended: 400), Move(writtenAt: null), Clock);

        Assert.Equal(new SwitchFigures(1, 0, null, null, 0), figures);
    }

    [Theory]
    [InlineData(200, Color.Green, false)]
    [InlineData(404, Color.Green, false)]
    [InlineData(500, Color.Green, true)]
    [InlineData(404, null, true)]
    [InlineData(503, null, true)]
    [InlineData(0, null, true)]
    public void Sample_Status_IsAFailureWhenTheAppFailedOrNoColorAnsweredWell(int status, Color? by, bool isFailure) =>
        Assert.Equal(isFailure, (Sample(RequestKind.Quick, 0, 1, by) with { Status = status }).IsFailure);

    [Fact]
    public void Result_NoUserCalled_ProvesNothing()
    {
        var tester = new DemoResult([], [Sample(RequestKind.Tester, 0, 1, Color.Green)], Status: null, Error: null, 0);

        Assert.False(tester.IsGood);
        Assert.True((tester with { Samples = [Sample(RequestKind.Quick, 0, 1, Color.Green)] }).IsGood);
    }

    [Fact]
    public void Plan_SlowRequests_AreOneInTenAndTake300To800Milliseconds()
    {
        var plan = new LoadPlan();
        var slow = Enumerable.Range(0, 100).Where(n => plan.IsSlow(3, n)).Select(n => plan.PathOf(3, n)).ToList();

        Assert.Equal(10, slow.Count);
        Assert.All(
            slow.Select(path => int.Parse(path["/slow?ms=".Length..], CultureInfo.InvariantCulture)),
            milliseconds => Assert.InRange(milliseconds, 300, 800));
    }

    [Fact]
    public async Task Client_ConnectionCutBeforeTheAnswer_IsOneFailureAndNoSecondRequest()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://{listener.LocalEndpoint}");
        var accepted = 0;
        var server = Task.Run(async () =>
        {
            using var socket = await listener.AcceptSocketAsync();
            accepted++;
            await socket.ReceiveAsync(new byte[1024]);
        });
        await using var client = new LoadClient(url, TimeSpan.FromSeconds(5), TimeProvider.System);

        var sample = await client.CallAsync(RequestKind.Quick, "/", string.Empty);
        await server;

        Assert.True(sample.IsFailure);
        Assert.StartsWith("Quick request got no answer: ", sample.Describe(), StringComparison.Ordinal);
        Assert.Equal(1, accepted);
        Assert.False(listener.Pending());
    }

    [Fact]
    public void DryRun_Text_NamesEveryStageInOrder() =>
        Golden.Matches("demo-dryrun.txt", DemoText.DryRun("uptimer") + "\n");

    private static LoadSample Sample(RequestKind kind, int from, int to, Color? color) =>
        new(kind, Stamp(from), Stamp(to), 200, color, Error: null);

    private static RunRecord Run(int began, int ended) => new(
        "Activate",
        "v2.0-blue",
        Plan: null,
        [],
        [],
        Error: null,
        new RunTime(default, default, Stamp(began), Stamp(ended)));

    private static WatchedSwitch Move(int? writtenAt) => new(
        Color.Green, Color.Blue, writtenAt is { } at ? Stamp(at) : null, [], SwitchProof.Unproven);

    private static long Stamp(int milliseconds) => milliseconds * TimeSpan.TicksPerMillisecond;
}
