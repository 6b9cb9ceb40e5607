using System.Text.Json.Nodes;
using BlueGreen.Releases;
using BlueGreen.Routers.Cluster;
using BlueGreen.Routers.Tests.Support;
using Xunit;

namespace BlueGreen.Routers.Tests.Cluster;

/// <summary>When a rollout counts as finished; everything that looks finished and is not is a row.</summary>
public sealed class WorkloadReaderTests
{
    [Theory]
    [InlineData(2, 2, 2, 2, 2, true)]
    [InlineData(1, 2, 2, 2, 2, false)] // The status is about the template before.
    [InlineData(2, 2, 1, 2, 2, false)] // One pod is of the template before.
    [InlineData(2, 3, 2, 3, 2, false)] // A pod of the template before still runs.
    [InlineData(2, 2, 2, 2, 1, false)] // One is not available.
    public void Read_StatusOfTwoReplicas_IsReadyWhenAllAreNewAndAvailable(
        int observed, int total, int updated, int ready, int available, bool isReady)
    {
        var status = $$"""
            {"observedGeneration":{{observed}},"replicas":{{total}},"updatedReplicas":{{updated}},
             "readyReplicas":{{ready}},"availableReplicas":{{available}}}
            """;

        var state = WorkloadReader.Read(Deployment(status, replicas: 2), Color.Green);

        Assert.Equal(isReady, state.IsReady);
        Assert.Equal(("app-green", "app", 2), (state.Name, state.Role, state.Desired));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"observedGeneration":"2","replicas":"2"}""")]
    [InlineData("""{"observedGeneration":2}""")]
    public void Read_StatusIsEmptyOrOdd_IsNotReady(string status) =>
        Assert.False(WorkloadReader.Read(Deployment(status), Color.Green).IsReady);

    [Fact]
    public void Read_ScaledToZero_IsNotReady() => Assert.False(WorkloadReader.Read(
        Deployment("""{"observedGeneration":2}""", replicas: 0), Color.Green).IsReady);

    [Fact]
    public void Read_BeingDeleted_IsNotReady()
    {
        var deployment = Deployment(
            """{"observedGeneration":2,"replicas":1,"updatedReplicas":1,"readyReplicas":1,"availableReplicas":1}""");
        Assert.True(WorkloadReader.Read(deployment, Color.Green).IsReady);
        deployment["metadata"]!["deletionTimestamp"] = "2026-01-01T00:00:00Z";

        Assert.False(WorkloadReader.Read(deployment, Color.Green).IsReady);
    }

    [Theory]
    [InlineData("app-green", "app")]
    [InlineData("green-app", "app")]
    [InlineData("evergreen-green-worker", "evergreen-worker")]
    public void Read_Name_TellsTheRoleBesideTheColor(string name, string role)
    {
        var deployment = Deployment("{}");
        deployment["metadata"]!["name"] = name;

        Assert.Equal(role, WorkloadReader.Read(deployment, Color.Green).Role);
    }

    private static JsonObject Deployment(string status, int replicas = 1)
    {
        var deployment = JsonNode.Parse(Samples.Deployment(status: status, generation: 2))!.AsObject();
        deployment["spec"]!["replicas"] = replicas;
        return JsonNode.Parse(deployment.ToJsonString())!.AsObject();
    }
}
