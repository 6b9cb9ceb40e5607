using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Controllers.Workloads;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Controllers;

/// <summary>The arithmetic of rollouts and what a deployment tells about them.</summary>
public sealed class RolloutTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(4, "\"25%\"", "\"25%\"", 1, 1)]
    [InlineData(3, "\"25%\"", "\"25%\"", 1, 0)]
    [InlineData(3, "2", "1", 2, 1)]
    [InlineData(1, "0", "\"50%\"", 0, 1)]
    [InlineData(10, "null", "null", 3, 2)]
    [InlineData(2, "\"rubbish\"", "0", 0, 1)]
    public void Strategy_Shares_RoundUpAndDown(int replicas, string surge, string unavailable, int up, int down)
    {
        var deployment = JsonNode.Parse(
            $$$"""
            {"spec":{"replicas":{{{replicas}}},
             "strategy":{"rollingUpdate":{"maxSurge":{{{surge}}},"maxUnavailable":{{{unavailable}}} } } } }
            """);

        var strategy = RolloutStrategy.Of(deployment!.AsObject());

        Assert.Equal((up, down), (strategy.MaxSurge, strategy.MaxUnavailable));
    }

    [Theory]
    [InlineData("new 0/0, old 3/3", "new=1")]
    [InlineData("new 1/0, old 3/3", "")]
    [InlineData("new 1/1, old 3/3", "old=2")]
    [InlineData("new 1/1, old 2/2", "new=2")]
    [InlineData("new 3/3, old 1/1", "old=0")]
    [InlineData("new 3/3, old 0/0", "")]
    [InlineData("new 4/4, old 0/0", "new=3")]
    [InlineData("new 1/0, old 3/1", "")]
    [InlineData("new 1/1, old 3/1", "old=2")]
    public void Plan_ThreeReplicasSurgeOne_MovesOneStep(string sets, string expected)
    {
        var sizes = sets.Split(", ").Select(Parse).ToList();

        var plan = RollingUpdate.Plan(3, new RolloutStrategy(false, 1, 0), sizes[0], sizes[1..]);

        Assert.Equal(expected, string.Join(' ', plan.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(3, 1, 0)]
    [InlineData(5, 0, 2)]
    [InlineData(7, 3, 3)]
    [InlineData(4, 9, 0)]
    public void Plan_RepeatedWithPodsThatBecomeReady_EndsWithoutLeavingItsBounds(int wanted, int surge, int unavailable)
    {
        var strategy = new RolloutStrategy(false, surge, unavailable);
        SetSize[] sets = [new("new", 0, 0), new("old", wanted, wanted), new("older", 1, 0)];
        for (var step = 0; step < 100 && (sets[0].Available < wanted || sets.Skip(1).Any(s => s.Replicas > 0)); step++)
        {
            var plan = RollingUpdate.Plan(wanted, strategy, sets[0], sets[1..]);
            sets = [.. sets.Select(s => Resize(s, plan))];
            Assert.True(sets.Sum(s => s.Available) >= wanted - unavailable, string.Join<SetSize>(' ', sets));
            Assert.True(sets.Sum(s => s.Replicas) <= wanted + Math.Max(surge, 1), string.Join<SetSize>(' ', sets));
            sets[0] = sets[0] with { Available = Math.Min(sets[0].Replicas, sets[0].Available + 1) };
        }

        Assert.Equal([wanted, 0, 0], sets.Select(s => s.Replicas));
    }

    [Theory]
    [InlineData("old 3/3, new 3/3", 12, "old=7 new=6")]
    [InlineData("only 2/2", 5, "only=5")]
    [InlineData("only 0/0", 2, "only=2")]
    [InlineData("only 2/2", 2, "")]
    public void Proportional_PausedRollout_KeepsTheShares(string sets, int wanted, string expected)
    {
        var plan = ProportionalScaling.Plan(
            wanted, new RolloutStrategy(false, 1, 0), [.. sets.Split(", ").Select(Parse)]);

        Assert.Equal(expected, string.Join(' ', plan.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Fact]
    public void Hash_SameTemplate_IsTheSameWhateverTheOrderOfKeys()
    {
        var left = JsonNode.Parse("""{"metadata":{"labels":{"a":"1","pod-template-hash":"x"}},"spec":{"b":1}}""");
        var right = JsonNode.Parse("""{"spec":{"b":1},"metadata":{"labels":{"a":"1"}}}""");

        Assert.Equal(PodTemplateHash.Of(left, 0), PodTemplateHash.Of(right, 0));
        Assert.NotEqual(PodTemplateHash.Of(left, 0), PodTemplateHash.Of(left, 1), StringComparer.Ordinal);
        Assert.True(PodTemplateHash.AreSame(left, right));
        Assert.Matches("^[bcdfghjklmnpqrstvwxz2456789]{1,10}$", PodTemplateHash.Of(left, 0));
    }

    [Fact]
    public void Status_NoProgressUntilTheDeadline_SaysSo()
    {
        var deployment = JsonNode.Parse(
            """{"metadata":{"generation":2},"spec":{"replicas":2,"progressDeadlineSeconds":30}}""")!.AsObject();
        var set = JsonNode.Parse(
            """{"metadata":{"name":"s"},"spec":{"replicas":2},"status":{"replicas":2}}""")!.AsObject();

        deployment["status"] = DeploymentStatus.Next(deployment, set, [set], Now);
        Assert.Equal(("True", "ReplicaSetUpdated"), Progress(deployment));
        Assert.Equal(Now.AddSeconds(30), DeploymentStatus.LateAt(deployment));
        Assert.Equal("MinimumReplicasUnavailable", Conditions.Find(deployment["status"], "Available").Text("reason"));

        deployment["status"] = DeploymentStatus.Next(deployment, set, [set], Now.AddSeconds(30));
        Assert.Equal(("False", "ProgressDeadlineExceeded"), Progress(deployment));

        set["status"] = JsonNode.Parse("""{"replicas":2,"readyReplicas":2,"availableReplicas":2}""");
        deployment["status"] = DeploymentStatus.Next(deployment, set, [set], Now.AddSeconds(31));
        Assert.Equal(("True", "NewReplicaSetAvailable"), Progress(deployment));
        Assert.Equal(2, deployment.Number("status", "observedGeneration"));
        Assert.Null(deployment.Number("status", "unavailableReplicas"));
    }

    private static (string? Status, string? Reason) Progress(JsonObject deployment)
    {
        var condition = Conditions.Find(deployment["status"], "Progressing");
        return (condition.Text("status"), condition.Text("reason"));
    }

    private static SetSize Resize(SetSize set, IReadOnlyDictionary<string, int> plan)
    {
        var replicas = plan.GetValueOrDefault(set.Name, set.Replicas);
        return set with { Replicas = replicas, Available = Math.Min(set.Available, replicas) };
    }

    private static SetSize Parse(string text)
    {
        var parts = text.Split(' ', '/');
        return new SetSize(parts[0], int.Parse(parts[1], null), int.Parse(parts[2], null));
    }
}
