using BlueGreen.Ports;
using BlueGreen.Proving;
using BlueGreen.Releases;
using BlueGreen.Testing;
using BlueGreen.Tests.Fakes;
using Xunit;

namespace BlueGreen.Tests.Proving;

/// <summary>What the watch counts, from answers that a test hands it one by one.</summary>
public sealed class SwitchWatchTests : IProbe
{
    private readonly FakeClock _clock = new();
    private readonly Lock _lock = new();
    private readonly Queue<Func<ProbeAnswer>> _script = new();
    private readonly TaskCompletionSource _played = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<ProbeAnswer>? _then;

    public Task<ProbeAnswer> CallAsync(ProbeRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_script.TryDequeue(out var next))
            {
                return Task.FromResult(next());
            }

            _played.TrySetResult();
            return _then is { } then ? Task.FromResult(then()) : WaitAsync(cancellationToken);
        }
    }

    [Fact]
    public async Task Measure_Switch_CountsOnlyWhatWasSentAfterTheWrite()
    {
        Play(Failed(), From(Color.Blue));
        await using var watch = Start(Color.Blue);
        await _played.Task;
        watch.MarkWrite();
        var at = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        watch.Hear(From(Color.Blue)(), lane: 0);
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        watch.Hear(From(Color.Green)(), lane: 0);
        watch.Hear(Failed()() with { StartedAt = at - 1 }, lane: 1);
        watch.Hear(From(Color.Green)(), lane: 1);
        watch.Hear(From(Color.Green)(), lane: 0);

        Assert.Equal(new SwitchProof(7, 0, 20, 10, Proven: false), watch.Measure());
        watch.Hear(From(Color.Green)(), lane: 1);
        Assert.True(watch.Measure().Proven);
    }

    [Fact]
    public async Task Measure_FirstRelease_CountsNoFailureBeforeTheFirstAnswer()
    {
        await using var watch = Start(from: null);
        await _played.Task;
        watch.MarkWrite();
        watch.Hear(Failed()(), lane: 0);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        watch.Hear(From(Color.Green)(), lane: 0);
        watch.Hear(Failed()(), lane: 0);

        Assert.Equal(1, watch.Measure().Failed);
    }

    [Fact]
    public async Task AwaitVerdict_MoreFailuresThanMayBe_EndsAtOnceWithoutProof()
    {
        await using var watch = Start(Color.Blue, maxFailed: 0);
        await _played.Task;
        watch.MarkWrite();
        watch.Hear(Failed()(), lane: 0);

        await watch.AwaitVerdictAsync(CancellationToken.None);

        Assert.False(watch.Measure().Proven);
    }

    [Fact]
    public async Task AwaitVerdict_OneLaneOnly_ProvesNothing()
    {
        await using var watch = Start(Color.Blue);
        await _played.Task;
        watch.MarkWrite();
        for (var count = 0; count < 5; count++)
        {
            watch.Hear(From(Color.Green)(), lane: 0);
        }

        Assert.False(watch.Measure().Proven);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task AwaitVerdict_RightAnswersOnly_ComesAtWhateverPace(int pause)
    {
        _then = From(Color.Green);
        var proof = await Pump.Run(_clock, async () =>
        {
            await using var watch = Start(Color.Blue, pause: pause);
            watch.MarkWrite();
            await watch.AwaitVerdictAsync(CancellationToken.None);
            return watch.Measure();
        });

        Assert.True(proof.Proven);
    }

    [Fact]
    public async Task Measure_Resumed_TellsNoTimesItCannotKnow()
    {
        _then = From(Color.Green);
        var proof = await Pump.Run(_clock, async () =>
        {
            await using var watch = Start(Color.Blue);
            watch.MarkResumed();
            await watch.AwaitVerdictAsync(CancellationToken.None);
            return watch.Measure();
        });

        Assert.Null(proof.FirstNewMs);
        Assert.True(proof.Proven);
    }

    [Fact]
    public async Task Measure_WrongAnswerInBetween_BeginsToCountAnew()
    {
        await using var watch = Start(Color.Blue);
        watch.MarkWrite();
        watch.Hear(From(Color.Green)(), lane: 0);
        watch.Hear(From(Color.Green)(), lane: 1);
        watch.Hear(From(Color.Blue)(), lane: 1);
        watch.Hear(From(Color.Green)(), lane: 0);
        watch.Hear(From(Color.Green)(), lane: 1);

        Assert.False(watch.Measure().Proven);
        watch.Hear(From(Color.Green)(), lane: 1);
        Assert.True(watch.Measure().Proven);
    }

    [Fact]
    public async Task Measure_OldColorAnswersAgainLate_TellsTheFirstNewAndTheLastOld()
    {
        await using var watch = Start(Color.Blue);
        watch.MarkWrite();
        foreach (var color in new[] { Color.Blue, Color.Green, Color.Blue, Color.Green, Color.Green })
        {
            _clock.Advance(TimeSpan.FromMilliseconds(7));
            watch.Hear(From(color)(), lane: 0);
        }

        Assert.Equal((14, 21), (watch.Measure().FirstNewMs, watch.Measure().LastOldMs));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Measure_AsManyFailuresAsMayBe_IsStillProven(int tooMany, bool expected)
    {
        await using var watch = Start(Color.Blue, maxFailed: 2);
        watch.MarkWrite();
        for (var failure = 0; failure < 2 + tooMany; failure++)
        {
            watch.Hear(Failed()(), lane: failure % 2);
        }

        foreach (var lane in new[] { 0, 0, 1, 1 })
        {
            watch.Hear(From(Color.Green)(), lane);
        }

        Assert.Equal((expected, 2 + tooMany), (watch.Measure().Proven, watch.Measure().Failed));
    }

    [Fact]
    public async Task AwaitVerdict_NotProvenInTime_IsCancelledAndTellsTheLastAnswers()
    {
        _then = From(Color.Blue);
        var last = await Pump.Run(_clock, async () =>
        {
            await using var watch = Start(Color.Blue, pause: 100);
            watch.MarkWrite();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), _clock);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch.AwaitVerdictAsync(limit.Token));
            Assert.Null(watch.Measure().FirstNewMs);
            return watch.DescribeLast();
        });

        Assert.Equal("status 200 from blue; status 200 from blue", last);
    }

    [Fact]
    public async Task DescribeLast_NothingHeardYet_SaysSo()
    {
        await using var watch = Start(Color.Blue);

        Assert.Equal("no answer at all", watch.DescribeLast());
    }

    private static async Task<ProbeAnswer> WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        throw new InvalidOperationException("Nobody waits this long.");
    }

    private void Play(params Func<ProbeAnswer>[] answers) => Array.ForEach(answers, _script.Enqueue);

    private SwitchWatch Start(Color? from, int maxFailed = int.MaxValue, int pause = 0) => SwitchWatch.Start(
        this,
        new SwitchGoal(from, Color.Green, null, "/", 2, TimeSpan.FromMilliseconds(pause)) { MaxFailed = maxFailed },
        _clock);

    private Func<ProbeAnswer> From(Color color) => () =>
        new ProbeAnswer(200, color, null, string.Empty, null, _clock.GetTimestamp(), _clock.GetTimestamp());

    private Func<ProbeAnswer> Failed() => () =>
        new ProbeAnswer(503, null, null, string.Empty, null, _clock.GetTimestamp(), _clock.GetTimestamp());
}
