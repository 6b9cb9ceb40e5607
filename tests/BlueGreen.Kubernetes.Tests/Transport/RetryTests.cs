using System.Net;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using BlueGreen.Kubernetes.Tests.Support;
using BlueGreen.Kubernetes.Transport;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace BlueGreen.Kubernetes.Tests.Transport;

public class RetryTests
{
    private static readonly ResourceRef Web = new(ResourceType.Pods, null, "web");
    private static readonly Patch AnyPatch = new(PatchKind.Merge, new JsonObject());

    [Theory]
    [InlineData("Read", 500, null, true)]
    [InlineData("Read", 503, null, true)]
    [InlineData("Read", 429, null, true)]
    [InlineData("Read", 404, null, false)]
    [InlineData("Read", 409, null, false)]
    [InlineData("SameWrite", 500, null, false)]
    [InlineData("SameWrite", 500, 1, false)]
    [InlineData("SameWrite", 502, null, true)]
    [InlineData("SameWrite", 503, 1, true)]
    [InlineData("SameWrite", 504, null, true)]
    [InlineData("SameWrite", 429, null, false)]
    [InlineData("SameWrite", 429, 1, true)]
    [InlineData("SameWrite", 409, null, false)]
    [InlineData("Once", 500, null, false)]
    [InlineData("Once", 503, 1, false)]
    [InlineData("Once", 504, null, false)]
    [InlineData("Once", 429, 1, true)]
    [InlineData("Once", 429, null, false)]
    public void Next_Answer_IsRepeatedOnlyWhereThatIsSafe(string may, int code, int? after, bool isRepeated)
    {
        using var answer = new HttpResponseMessage((HttpStatusCode)code);
        answer.Headers.RetryAfter = after is { } seconds ? new(TimeSpan.FromSeconds(seconds)) : null;

        var rule = new RetryRule(new TransportOptions(), new SkippingClock());
        var pause = rule.Next(Enum.Parse<Repetition>(may), answer, null);

        Assert.Equal(isRepeated, pause is not null);
    }

    [Theory]
    [InlineData(UnreachableCause.Refused, true, true)]
    [InlineData(UnreachableCause.NameUnknown, true, true)]
    [InlineData(UnreachableCause.ConnectTimedOut, true, true)]
    [InlineData(UnreachableCause.Lost, true, false)]
    [InlineData(UnreachableCause.TimedOut, true, false)]
    [InlineData(UnreachableCause.NameMismatch, false, false)]
    [InlineData(UnreachableCause.UnknownAuthority, false, false)]
    [InlineData(UnreachableCause.Expired, false, false)]
    [InlineData(UnreachableCause.Tls, false, false)]
    public void Next_NoAnswer_IsRepeatedWhereNothingWasSentOrNothingIsLost(
        UnreachableCause cause, bool isPassing, bool forAll)
    {
        var failure = new ClusterUnreachableException(new Uri("https://c"), cause, "x");

        Assert.Equal(isPassing, Rule().Next(Repetition.Read, null, failure) is not null);
        Assert.Equal(isPassing, Rule().Next(Repetition.SameWrite, null, failure) is not null);
        Assert.Equal(forAll, Rule().Next(Repetition.Once, null, failure) is not null);

        static RetryRule Rule() => new(new TransportOptions(), new SkippingClock());
    }

    [Fact]
    public void Next_ServerAsksForMoreTimeThanWeHave_GivesUpAtOnce()
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter = new(TimeSpan.FromMinutes(5));

        Assert.Null(new RetryRule(new TransportOptions(), new SkippingClock()).Next(Repetition.Read, answer, null));
    }

    [Fact]
    public void AttemptLimit_DeadlineNear_IsWhatIsLeft()
    {
        var clock = new SkippingClock();
        var rule = new RetryRule(new TransportOptions(), clock);

        Assert.Equal(TimeSpan.FromSeconds(65), rule.AttemptLimit);
        clock.Advance(TimeSpan.FromSeconds(80));
        Assert.Equal(TimeSpan.FromSeconds(10), rule.AttemptLimit);
        clock.Advance(TimeSpan.FromSeconds(80));
        Assert.Equal(TimeSpan.Zero, rule.AttemptLimit);
    }

    [Fact]
    public async Task GetAsync_ServerBusyTwice_Waits()
    {
        var calls = 0;
        var clock = new SkippingClock();
        await using var server = await ScriptedServer.StartAsync(c =>
        {
            c.Response.Headers.RetryAfter = "3";
            return ++calls <= 2 ? c.StatusAsync(429, "TooManyRequests") : c.JsonAsync(Answers.Pod("web"));
        });
        using var client = server.Client(clock);

        Assert.NotNull(await client.FindAsync(Web));
        Assert.Equal(2, clock.Pauses.Count);
        Assert.All(clock.Pauses, pause => Assert.InRange(pause.TotalSeconds, 3.1, 3.4));
    }

    [Fact]
    public async Task GetAsync_ServerFailsForEver_GivesUpWithItsAnswer()
    {
        var clock = new SkippingClock();
        await using var server = await ScriptedServer.StartAsync(c => c.StatusAsync(500, "InternalError", "etcd away"));
        using var client = server.Client(clock);

        var e = await Assert.ThrowsAsync<ApiException>(() => client.GetAsync(Web));

        Assert.Contains("etcd away", e.Message, StringComparison.Ordinal);
        Assert.Equal(5, server.Requests.Count);
        Assert.Equal(4, clock.Pauses.Count);
        Assert.True(clock.Pauses.Last() > clock.Pauses.First());
    }

    [Fact]
    public async Task PatchAsync_InternalError_IsNotRepeated()
    {
        await using var server = await ScriptedServer.StartAsync(c => c.StatusAsync(500, "InternalError"));
        using var client = server.Client(new SkippingClock());

        await Assert.ThrowsAsync<ApiException>(() => client.PatchAsync(Web, AnyPatch));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task PatchAsync_ConnectionCutBeforeTheAnswer_IsNotRepeatedAndSaysUnknown()
    {
        await using var server = await ScriptedServer.StartAsync(c =>
        {
            c.Abort();
            return Task.CompletedTask;
        });
        using var client = server.Client(new SkippingClock());

        var e = await Assert.ThrowsAsync<ClusterUnreachableException>(() => client.PatchAsync(Web, AnyPatch));

        Assert.Equal(UnreachableCause.Lost, e.Cause);
        Assert.False(e.WasNotSent);
        Assert.Contains("look before sending it again", e.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task PatchAsync_NothingListens_TriesAgainThenSaysRefused()
    {
        var address = await UnusedAddressAsync();
        var clock = new SkippingClock();
        using var client = new KubeClient(new ClusterConnection(address), clock);

        var e = await Assert.ThrowsAsync<ClusterUnreachableException>(() => client.PatchAsync(Web, AnyPatch));

        Assert.Equal(UnreachableCause.Refused, e.Cause);
        Assert.True(e.WasNotSent);
        Assert.Equal(4, clock.Pauses.Count);
    }

    [Fact]
    public async Task GetAsync_AnswerCutWithinItsBody_SaysLost()
    {
        await using var server = await ScriptedServer.StartAsync(async c =>
        {
            c.Response.ContentLength = 1000;
            await c.Response.WriteAsync("{\"kind\":");
            await c.Response.Body.FlushAsync();
            c.Abort();
        });
        using var client = server.Client(new SkippingClock());

        var e = await Assert.ThrowsAsync<ClusterUnreachableException>(() => client.GetAsync(Web));

        Assert.Equal(UnreachableCause.Lost, e.Cause);
    }

    [Fact]
    public async Task GetAsync_ServerNeverAnswers_TimesOut()
    {
        var limits = new TransportOptions { AttemptTimeout = TimeSpan.FromMilliseconds(50), MaxAttempts = 1 };
        await using var server = await ScriptedServer.StartAsync(
            c => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, c.RequestAborted));
        using var client = server.Client(options: limits);

        var e = await Assert.ThrowsAsync<ClusterUnreachableException>(() => client.GetAsync(Web));

        Assert.Equal(UnreachableCause.TimedOut, e.Cause);
    }

    [Fact]
    public async Task GetAsync_Redirect_IsNotFollowed()
    {
        await using var server = await ScriptedServer.StartAsync(c =>
        {
            c.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        using var client = server.Client();

        await Assert.ThrowsAsync<ApiException>(() => client.GetAsync(Web));

        Assert.Single(server.Requests);
    }

    private static async Task<Uri> UnusedAddressAsync()
    {
        await using var server = await ScriptedServer.StartAsync(c => Task.CompletedTask);
        return server.Address;
    }
}
