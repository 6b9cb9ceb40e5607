using BlueGreen.Kubernetes.Transport;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.Kubernetes.Tests.Transport;

public class HoldBackTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private readonly FakeClock _clock = new();
    private readonly HoldBack _holdBack;

    public HoldBackTests() => _holdBack = new HoldBack(TimeSpan.FromSeconds(5), _clock);

    [Fact]
    public void PassAsync_NobodyWasRefused_GoesOn() =>
        Assert.True(_holdBack.PassAsync(Long, CancellationToken.None).IsCompletedSuccessfully);

    [Fact]
    public async Task PassAsync_AnotherWasRefused_WaitsAsLongAsTheServerAsked()
    {
        _holdBack.Ask(TimeSpan.FromSeconds(2));
        _holdBack.Ask(TimeSpan.FromSeconds(1));

        var passing = _holdBack.PassAsync(Long, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(passing.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await passing;
    }

    [Fact]
    public async Task PassAsync_ServerAskedForAnHour_WaitsNoLongerThanOurLongestPause()
    {
        _holdBack.Ask(TimeSpan.FromHours(1));

        var passing = _holdBack.PassAsync(Long, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await passing;
    }

    [Fact]
    public void PassAsync_CallerHasLessTime_GoesOn()
    {
        _holdBack.Ask(TimeSpan.FromSeconds(4));

        Assert.True(_holdBack.PassAsync(TimeSpan.FromSeconds(3), CancellationToken.None).IsCompletedSuccessfully);
    }
}
