using System.Text.Json.Nodes;
using BlueGreen.Contract.Tests.Clusters;
using BlueGreen.Contract.Tests.Harness;
using BlueGreen.Kubernetes.Execution;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using Xunit;

namespace BlueGreen.Contract.Tests.Facts;

/// <summary>Fact 14: commands and logs of a pod with several containers.</summary>
[Trait("Kind", "Loopback")]
public sealed class StreamTests(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly ResourceType Pods = ResourceType.Pods;

    [Fact]
    public async Task Fact14_ExecAndLogInOneOfTwoContainers_AreOfThatContainer()
    {
        await using var app = await cluster.OpenAppAsync();
        await app.Client.CreateAsync(TwoContainers(cluster.Access.Image));
        await Eventually.TrueAsync(Limit, "the pod runs", async () =>
            (string?)(await app.GetAsync(Pods, "two"))["status"]?["phase"] is "Running");

        foreach (var container in (string[])["first", "second"])
        {
            var target = new PodContainer(app.Name, "two", container);
            var result = await app.Client.ExecAsync(target, ["sh", "-c", "echo $WHO; echo oh >&2; exit 3"]);
            Assert.Equal((3, container + "\n", "oh\n"), (result.ExitCode, result.Output, result.Error));

            await Eventually.TrueAsync(Limit, "it has said hello", async () => string.Equals(
                $"hello from {container}\n", await LogAsync(app, container), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Fact14_ExecWithInput_EndsWithTheInput()
    {
        await using var app = await cluster.OpenAppAsync();
        await app.Client.CreateAsync(TwoContainers(cluster.Access.Image));
        await Eventually.TrueAsync(Limit, "the pod runs", async () =>
            (string?)(await app.GetAsync(Pods, "two"))["status"]?["phase"] is "Running");
        using var input = new MemoryStream("one\ntwo\n"u8.ToArray());

        var result = await app.Client.ExecAsync(
            new PodContainer(app.Name, "two", "first"), ["cat"], new ExecStreams { Input = input });

        Assert.Equal((0, "one\ntwo\n"), (result.ExitCode, result.Output));
    }

    private static Task<string> LogAsync(ContractApp app, string container) =>
        app.Client.ReadLogAsync(app.Name, "two", new LogOptions { Container = container });

    private static JsonObject TwoContainers(string image) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = "two" },
        ["spec"] = new JsonObject
        {
            ["terminationGracePeriodSeconds"] = 1,
            ["containers"] = new JsonArray(Container("first", image), Container("second", image)),
        },
    };

    private static JsonObject Container(string name, string image) => new()
    {
        ["name"] = name,
        ["image"] = image,
        ["command"] = new JsonArray("sh", "-c", "echo hello from $WHO; exec sleep 600"),
        ["env"] = new JsonArray(new JsonObject { ["name"] = "WHO", ["value"] = name }),
    };
}
