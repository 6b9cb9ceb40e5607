using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Processes;
using BlueGreen.MiniCluster.Processes.Containers;
using BlueGreen.MiniCluster.Processes.Machine;
using BlueGreen.MiniCluster.Processes.Probes;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Processes;

/// <summary>The rules of containers that need no process: names, expansion, thresholds, classes, ports.</summary>
public sealed class ContainerRulesTests
{
    [Theory]
    [InlineData("uptimer", "uptimer")]
    [InlineData("uptimer:v1", "uptimer")]
    [InlineData("team/uptimer@sha256:00", "team/uptimer")]
    [InlineData("registry.example:5000/team/uptimer:v1", "team/uptimer")]
    [InlineData("localhost/uptimer", "uptimer")]
    public void NameOf_Image_LosesHostTagAndDigest(string image, string name) =>
        Assert.Equal(name, ImageMap.NameOf(image));

    [Fact]
    public void Find_SeveralPatternsMatch_LongestWins()
    {
        ImageCommand[] images = [new("*", ["a"]), new("*/uptimer", ["b"]), new("*/up*", ["c"])];

        Assert.Equal(["b"], ImageMap.Find(images, "x.example/team/uptimer:1")!.Command);
        Assert.Null(ImageMap.Find(images[1..], "uptimer"));
    }

    [Theory]
    [InlineData("$(A)-$(B)", "1-$(B)")]
    [InlineData("$$(A)", "$(A)")]
    [InlineData("$$$(A)", "$1")]
    [InlineData("$A $(A", "$A $(A")]
    [InlineData("100$", "100$")]
    [InlineData("", "")]
    public void Expand_Text_FollowsKubernetes(string text, string expanded) => Assert.Equal(
        expanded, VariableExpansion.Expand(
            text, new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = "1" }));

    [Theory]
    [InlineData("ffs", "--y")]
    [InlineData("fff", "--n")]
    [InlineData("sfsf", "y-y-")]
    [InlineData("ffsfff", "--y--n")]
    public void Record_Tries_AnswersAfterEnoughInARow(string tries, string answers)
    {
        var probe = JsonNode.Parse("""{"p":{"tcpSocket":{"port":1},"failureThreshold":3}}""")!.AsObject();
        var state = new ProbeState(ProbeSpec.Find(probe, "p")!);

        var found = string.Concat(tries
            .Select(t => state.Record(t == 's') switch { true => 'y', false => 'n', null => '-' }));

        Assert.Equal(answers, found);
    }

    [Theory]
    [InlineData("{}", "BestEffort")]
    [InlineData("""{"requests":{"cpu":"1"}}""", "Burstable")]
    [InlineData("""{"limits":{"cpu":"1","memory":"1Gi"}}""", "Guaranteed")]
    public void QualityOfService_Resources_NamesTheClass(string resources, string expected)
    {
        var pod = JsonNode.Parse($$"""{"spec":{"containers":[{"resources":{{resources}} }] } }""")!.AsObject();

        Assert.Equal(expected, QualityOfService.Of(pod));
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData(-5, 0)]
    [InlineData(7, 7)]
    [InlineData(int.MaxValue, 86_400)]
    public void Limited_SecondsOfAManifest_CanBeWaitedFor(int? seconds, int expected) =>
        Assert.Equal(expected, PodSeconds.Limited(seconds, otherwise: 30).TotalSeconds);

    [Fact]
    public void Take_Ports_AreAllDifferentUntilTheRangeIsUsedUp()
    {
        var ports = new PortAllocator(47111, 47113);
        var taken = new HashSet<int>();

        Assert.Throws<ContainerConfigException>(() =>
        {
            for (var i = 0; i < 10; i++)
            {
                Assert.True(taken.Add(ports.Take()));
            }
        });

        ports.Return(taken.First());
        Assert.Equal(taken.First(), ports.Take());
    }

    [Fact]
    public void Next_BackOff_DoublesUpToItsLimit()
    {
        var options = new KubeletOptions
        {
            DataFolder = "unused",
            FirstRestartDelay = TimeSpan.FromSeconds(1),
            LongestRestartDelay = TimeSpan.FromSeconds(5),
        };
        var backOff = new ContainerBackOff(options);

        Assert.Equal([1, 2, 4, 5, 5], Enumerable.Range(0, 5).Select(_ => backOff.Next().TotalSeconds));
    }

    [Fact]
    public void Inject_NamespaceAsks_PutsTheSidecarLast()
    {
        var pod = JsonNode.Parse("""{"metadata":{},"spec":{"containers":[{"name":"app"}]}}""")!.AsObject();
        var space = JsonNode.Parse("""{"metadata":{"labels":{"istio-injection":"enabled"}}}""")!.AsObject();
        var refusing = JsonNode.Parse(
            """
            {"metadata":{"annotations":{"sidecar.istio.io/inject":"false"}},"spec":{"containers":[{"name":"app"}]}}
            """)!
            .AsObject();

        Sidecar.Inject(pod, space);
        Sidecar.Inject(refusing, space);

        Assert.Equal("istio-proxy", (string?)pod["spec"]!["containers"]![1]!["name"]);
        Assert.Equal("app", (string?)pod["metadata"]!["annotations"]!["kubectl.kubernetes.io/default-container"]);
        Assert.Single(refusing["spec"]!["containers"]!.AsArray());
    }
}
