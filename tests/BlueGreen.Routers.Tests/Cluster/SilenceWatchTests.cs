using BlueGreen.Ports;
using BlueGreen.Routers.Cluster;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.Routers.Tests.Cluster;

/// <summary>Silence is what we saw ourselves, by our own clock.</summary>
public sealed class SilenceWatchTests
{
    private readonly FakeClock _clock = new();
    private readonly SilenceWatch _watch;

    public SilenceWatchTests() => _watch = new SilenceWatch(TimeSpan.FromSeconds(30), _clock);

    [Fact]
    public void IsDead_RenewalStandsForALeaseDuration_IsTrueAndNotBefore()
    {
        Assert.False(_watch.IsDead(Ticket(renewed: 0)));
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(_watch.IsDead(Ticket(renewed: 0)));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(_watch.IsDead(Ticket(renewed: 0)));
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public void IsDead_ClockOfTheOtherMachineIsWrong_DoesNotMatter(int renewed)
    {
        Assert.False(_watch.IsDead(Ticket(renewed)));
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.False(_watch.IsDead(Ticket(renewed + 10)));
        _clock.Advance(TimeSpan.FromSeconds(20));

        Assert.False(_watch.IsDead(Ticket(renewed + 10)));
    }

    [Fact]
    public void IsDead_NothingCouldBeSeen_DoesNotCountAsSilence()
    {
        Assert.False(_watch.IsDead(Ticket(renewed: 0)));
        _clock.Advance(TimeSpan.FromSeconds(60));
        _watch.Skip(TimeSpan.FromSeconds(60));
        Assert.False(_watch.IsDead(Ticket(renewed: 0)));
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.True(_watch.IsDead(Ticket(renewed: 0)));
    }

    [Fact]
    public void IsDead_SeenAfterABlindTime_HasItsOwnWholeDuration()
    {
        _watch.Skip(TimeSpan.FromSeconds(60));
        Assert.False(_watch.IsDead(Ticket(renewed: 0)));
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.True(_watch.IsDead(Ticket(renewed: 0)));
    }

    private static Ticket Ticket(int renewed) => new(
        "r1", new TicketRequest("r1", "Deploy", null, "ann", null), default,
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(renewed));
}
