using BlueGreen.MiniCluster.Gateway;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Gateway;

public sealed class TrafficLogTests
{
    private static readonly TimeSpan Fast = TimeSpan.FromMilliseconds(2);

    [Fact]
    public void Read_RequestsOfTwoColors_AddsUpPerBucketColorAndKind()
    {
        var clock = new FakeClock();
        var log = new TrafficLog(clock);
        log.Add("blue", isTest: false, isFailed: false, Fast);
        log.Add("blue", isTest: false, isFailed: true, Fast * 3);
        log.Add("green", isTest: true, isFailed: false, Fast);
        clock.Advance(TrafficLog.BucketLength);
        log.Add("blue", isTest: false, isFailed: false, Fast);

        var buckets = log.Read(TimeSpan.FromSeconds(1));

        var lines = buckets.Select(bucket => $"{bucket.Color} {bucket.Requests} {bucket.Failed} {bucket.IsTest}");
        Assert.Equal("blue 2 1 False, green 1 0 True, blue 1 0 False", string.Join(", ", lines));
        Assert.Equal(Fast * 2, buckets[0].Mean);
        Assert.Equal(Fast * 3, buckets[0].Longest);
    }

    [Fact]
    public void Read_LaterThanTheRingIsLong_ForgetsWhatIsOlder()
    {
        var clock = new FakeClock();
        var log = new TrafficLog(clock, TimeSpan.FromSeconds(1));
        log.Add("blue", isTest: false, isFailed: false, Fast);
        clock.Advance(TimeSpan.FromSeconds(1));
        log.Add("green", isTest: false, isFailed: false, Fast);

        var buckets = log.Read(TimeSpan.FromMinutes(1));

        Assert.Equal("green", Assert.Single(buckets).Color);
    }
}
