using BlueGreen.Ports;
using BlueGreen.Routers.Cluster;
using Xunit;

namespace BlueGreen.Routers.Tests.Cluster;

/// <summary>Whose turn it is, as a function of the queue and of who looks dead.</summary>
public sealed class QueueRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Advance_WaiterBeforeUsDied_IsSkipped()
    {
        var state = new QueueState(null, [Ticket("dead"), Ticket("me"), Ticket("later")], 4);

        var next = QueueRules.Advance(state, Ticket("me", 9), ticket => ticket.Id is "dead");

        Assert.Equal("me", next.Holder!.Id);
        Assert.Equal(["later"], Ids(next));
        Assert.Equal(5, next.Generation);
    }

    [Fact]
    public void Advance_WaiterBehindUsDied_IsTakenOutWhileWeWait()
    {
        var state = new QueueState(Ticket("holder"), [Ticket("me"), Ticket("dead"), Ticket("later")], 4);

        var next = QueueRules.Advance(state, Ticket("me", 9), ticket => ticket.Id is "dead");

        Assert.Equal("holder", next.Holder!.Id);
        Assert.Equal(["me", "later"], Ids(next));
        Assert.Equal(4, next.Generation);
    }

    [Fact]
    public void Advance_WaiterBeforeUsIsAlive_GoesFirst()
    {
        var state = new QueueState(null, [Ticket("first"), Ticket("me")], 4);

        var next = QueueRules.Advance(state, Ticket("me", 9), _ => false);

        Assert.Null(next.Holder);
        Assert.Equal(["first", "me"], Ids(next));
        Assert.Equal(Start.AddSeconds(9), next.Waiting[1].RenewedAt);
    }

    [Fact]
    public void Advance_WeLookDeadToOurselves_KeepOurPlace()
    {
        var state = new QueueState(Ticket("holder"), [Ticket("me"), Ticket("later")], 4);

        var next = QueueRules.Advance(state, Ticket("me", 9), ticket => ticket.Id is "me");

        Assert.Equal(["me", "later"], Ids(next));
    }

    [Fact]
    public void Advance_HolderDied_FirstInLineTakesTheLeaseAndNobodyElse()
    {
        var state = new QueueState(Ticket("dead"), [Ticket("first"), Ticket("me")], 4);

        var mine = QueueRules.Advance(state, Ticket("me", 9), ticket => ticket.Id is "dead");
        var firsts = QueueRules.Advance(state, Ticket("first", 9), ticket => ticket.Id is "dead");

        Assert.Null(mine.Holder);
        Assert.Equal(("first", 5L), (firsts.Holder!.Id, firsts.Generation));
        Assert.Equal(Start.AddSeconds(9), firsts.Holder.Since);
    }

    [Fact]
    public void Advance_WeHoldItAlready_IsRenewedAndNotQueuedAgain()
    {
        var state = new QueueState(Ticket("me"), [Ticket("later")], 4);

        var next = QueueRules.Advance(state, Ticket("me", 9), _ => true);

        Assert.Equal(("me", 4L), (next.Holder!.Id, next.Generation));
        Assert.Equal(Start.AddSeconds(9), next.Holder.RenewedAt);
        Assert.Equal(["later"], Ids(next));
    }

    [Fact]
    public void Renew_AnotherHoldsIt_IsNothing() =>
        Assert.Null(QueueRules.Renew(new QueueState(Ticket("other"), [], 4), Ticket("me")));

    [Fact]
    public void Leave_HolderOrWaiter_TakesOnlyOurTicketsAway()
    {
        var held = QueueRules.Leave(new QueueState(Ticket("me"), [Ticket("me"), Ticket("other")], 4), Ticket("me"));
        var waited = QueueRules.Leave(new QueueState(Ticket("other"), [Ticket("me")], 4), Ticket("me"));

        Assert.Null(held.Holder);
        Assert.Equal(["other"], Ids(held));
        Assert.Equal("other", waited.Holder!.Id);
        Assert.Empty(waited.Waiting);
    }

    private static IEnumerable<string> Ids(QueueState state) => state.Waiting.Select(ticket => ticket.Id);

    private static Ticket Ticket(string id, int renewed = 0) =>
        new(id, new TicketRequest(id, "Deploy", null, "ann", null), Start, Start.AddSeconds(renewed));
}
