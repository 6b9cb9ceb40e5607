using System.Text.Json.Nodes;
using BlueGreen.Routers.Cluster;
using Xunit;

namespace BlueGreen.Routers.Tests.Cluster;

/// <summary>What a pod's status says, as real clusters write it.</summary>
public sealed class PodStatesTests
{
    [Theory]
    [InlineData("ImagePullBackOff", 0, true)]
    [InlineData("ErrImagePull", 0, false)] // The kubelet tries again; the back-off tells when it is given up.
    [InlineData("CreateContainerConfigError", 0, true)]
    [InlineData("CrashLoopBackOff", 1, false)]
    [InlineData("CrashLoopBackOff", 2, true)]
    [InlineData("ContainerCreating", 0, false)]
    [InlineData("PodInitializing", 0, false)]
    public void IsHopeless_ContainerWaits_IsToldByItsReason(string reason, int restarts, bool isHopeless)
    {
        var state = $$$"""{"waiting":{"reason":"{{{reason}}}"} }""";
        var status = $$"""[{"name":"app","restartCount":{{restarts}},"state":{{state}} }]""";

        Assert.Equal(isHopeless, PodStates.IsHopeless(Pod($$"""{"containerStatuses":{{status}}}""")));
        Assert.Equal(isHopeless, PodStates.IsHopeless(Pod($$"""{"initContainerStatuses":{{status}}}""")));
    }

    [Fact]
    public void IsHopeless_PodIsBeingRemoved_IsNoLongerOfInterest()
    {
        var pod = Pod("""{"containerStatuses":[{"name":"app","state":{"waiting":{"reason":"ImagePullBackOff"}}}]}""");
        pod["metadata"]!["deletionTimestamp"] = "2026-01-01T00:00:00Z";

        Assert.False(PodStates.IsHopeless(pod));
    }

    [Theory]
    [InlineData("""{"conditions":[{"type":"Ready","status":"True"}]}""", true)]
    [InlineData("""{"conditions":[{"type":"Ready","status":"False"}]}""", false)]
    [InlineData("""{"conditions":[{"type":"ContainersReady","status":"True"}]}""", false)]
    [InlineData("{}", false)]
    public void IsReady_Conditions_TellIt(string status, bool isReady) =>
        Assert.Equal(isReady, PodStates.IsReady(Pod(status)));

    [Theory]
    [InlineData("""{"waiting":{"reason":"ImagePullBackOff","message":"no such image"}}""",
        "ImagePullBackOff (no such image), 0 restarts")]
    [InlineData("""{"terminated":{"exitCode":137,"reason":"OOMKilled"}}""", "ended with exit code 137 (OOMKilled)")]
    [InlineData("""{"running":{}}""", "runs but is not ready, 0 restarts")]
    public void Problems_StateOfAContainer_IsPutIntoWords(string state, string words)
    {
        var pod = Pod($$"""{"containerStatuses":[{"name":"app","restartCount":0,"ready":false,"state":{{state}}}]}""");

        Assert.Equal(words, Assert.Single(PodStates.Problems(pod)).What);
    }

    [Fact]
    public void Problems_NoStatusYet_AreNone() => Assert.Empty(PodStates.Problems(Pod("{}")));

    private static JsonObject Pod(string status) =>
        JsonNode.Parse($$"""{"metadata":{"name":"p"},"status":{{status}}}""")!.AsObject();
}
