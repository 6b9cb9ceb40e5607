using System.Text.Json.Nodes;
using BlueGreen.Routers.Cluster;
using Xunit;

namespace BlueGreen.Routers.Tests.Cluster;

/// <summary>The queue on a Lease that anybody can edit.</summary>
public sealed class QueueDocumentTests
{
    private const string Good =
        """
        {"id":"t1","request":{"releaseId":"r1","target":"Deploy","tag":"v1-blue","actor":"ann","link":null},
         "since":"2026-01-01T00:00:00+00:00","renewedAt":"2026-01-01T00:00:05+00:00","later":{"field":1}}
        """;

    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("[null,7,\"x\",{},[[]],{\"id\":null},{\"id\":\"a\"},{\"id\":\"b\",\"request\":{}}]")]
    [InlineData("[{\"id\":7}]")]
    public void Read_WaitingIsGarbage_IsAnEmptyLine(string waiting) =>
        Assert.Empty(QueueDocument.Read(Lease(waiting)).Waiting);

    [Fact]
    public void Read_GarbageBesideATicket_LosesNobodysPlace()
    {
        var state = QueueDocument.Read(Lease($"[7,{Good},{{\"id\":\"x\",\"since\":\"yesterday\"}},{Good}]"));

        Assert.Equal("t1", Assert.Single(state.Waiting).Id);
        Assert.Equal(("r1", "v1-blue"), (state.Waiting[0].Request.ReleaseId, state.Waiting[0].Request.Tag));
    }

    [Theory]
    [InlineData("\"3\"", 0)]
    [InlineData("3", 3)]
    [InlineData("null", 0)]
    [InlineData("{}", 0)]
    [InlineData("99999999999999999999999", 0)]
    public void Read_GenerationOfAnyType_IsANumber(string transitions, long generation)
    {
        var lease = Lease("[]");
        lease["spec"]!["leaseTransitions"] = JsonNode.Parse(transitions);

        Assert.Equal(generation, QueueDocument.Read(lease).Generation);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("garbage")]
    [InlineData("{\"id\":\"script\"}")]
    public void Read_HolderIsAPersonsScript_IsObeyed(string? note)
    {
        var lease = Lease("[]");
        lease["metadata"]!["annotations"]!["bluegreen.dev/holder"] = note;
        lease["spec"] = JsonNode.Parse("""{"holderIdentity":"script","renewTime":"not a time"}""");

        var holder = QueueDocument.Read(lease).Holder!;

        Assert.Equal("script", holder.Id);
        Assert.Contains("script", holder.Request.Describe(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata":{"annotations":[]},"spec":"x"}""")]
    public void Read_LeaseOfAnotherShape_IsAnEmptyQueue(string lease)
    {
        var state = QueueDocument.Read(JsonNode.Parse(lease)!.AsObject());

        Assert.Equal((null, 0, 0L), (state.Holder, state.Waiting.Length, state.Generation));
    }

    [Fact]
    public void Read_TenThousandTickets_AreRead()
    {
        var many = string.Join(',', Enumerable.Range(0, 10_000).Select(i => Good.Replace("\"t1\"", $"\"t{i}\"",
            StringComparison.Ordinal)));

        Assert.Equal(10_000, QueueDocument.Read(Lease($"[{many}]")).Waiting.Length);
    }

    [Fact]
    public void Write_WhatOthersNotedOnTheLease_IsKept()
    {
        var current = Lease($"[{Good}]");
        current["metadata"]!["labels"] = new JsonObject { ["team"] = "a" };
        current["metadata"]!["resourceVersion"] = "7";
        var state = QueueDocument.Read(current);

        var next = state with { Holder = state.Waiting[0], Generation = 4 };
        var written = QueueDocument.Write(("app", "default"), current, next, TimeSpan.FromSeconds(30));

        Assert.Equal(("a", "7"), ((string?)written["metadata"]!["labels"]!["team"],
            (string?)written["metadata"]!["resourceVersion"]));
        var again = QueueDocument.Read(written);
        Assert.Equal((4L, "t1"), (again.Generation, again.Holder!.Id));
        Assert.Equal(state.Waiting.AsEnumerable(), again.Waiting);
    }

    private static JsonObject Lease(string waiting) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = "app-blue-green",
            ["annotations"] = new JsonObject { ["bluegreen.dev/waiting"] = waiting },
        },
        ["spec"] = new JsonObject { ["leaseTransitions"] = 3 },
    };
}
