using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Tests.ApiServer;
using Xunit;

namespace BlueGreen.MiniCluster.Tests;

/// <summary>A cluster that is stopped and started again in the same folder, asked with the real kubectl.</summary>
[Trait("Kind", "Loopback")]
public sealed class LocalClusterTests : IDisposable
{
    private const string Pod =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: sleeper, namespace: kube-system}
        spec: {containers: [{name: main, image: any, command: [sleep, "600"]}]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-kept-").FullName;

    private Kubectl Kubectl => new(Path.Combine(_folder, "kubeconfig"), _folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Start_WhereOneRanBefore_HasItsObjectsAndStartsItsPodsAnew()
    {
        string uid;
        string token;
        await using (await StartAsync(isFresh: false))
        {
            token = TokenInKubeconfig();
            await Kubectl.ExpectAsync("apply -f -", "created", Pod);
            var first = await ReadyPodAsync();
            uid = (string)first["metadata"]!["uid"]!;
            Assert.Equal(0, (int)first["status"]!["containerStatuses"]![0]!["restartCount"]!);
        }

        await using (await StartAsync(isFresh: false))
        {
            Assert.Equal(token, TokenInKubeconfig());
            var second = await ReadyPodAsync();
            Assert.Equal(uid, (string?)second["metadata"]!["uid"]);
            Assert.Equal(1, (int)second["status"]!["containerStatuses"]![0]!["restartCount"]!);
        }

        await using (await StartAsync(isFresh: true))
        {
            await Kubectl.ExpectAsync("get pod sleeper -n kube-system", "NotFound");
        }
    }

    [Fact]
    public async Task Start_WhereOneRanBefore_HasItsAddressesUnlessTheyAreTaken()
    {
        Uri?[] first;
        await using (var cluster = await StartAsync(isFresh: false))
        {
            first = [cluster.ApiUrl, cluster.GatewayUrl, cluster.PageUrl];
        }

        await using (var again = await StartAsync(isFresh: false))
        {
            Uri?[] second = [again.ApiUrl, again.GatewayUrl, again.PageUrl];
            Assert.Equal(first, second);
        }

        using var other = new TcpListener(IPAddress.Loopback, first[0]!.Port);
        other.Start();
        await using var elsewhere = await StartAsync(isFresh: false);
        Assert.NotEqual(first[0], elsewhere.ApiUrl);
        Assert.Equal(first[1], elsewhere.GatewayUrl);
        await Kubectl.ExpectAsync("get namespaces", "kube-system");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"Api": 70000, "Gateway": -1, "Page": 0}""")]
    [InlineData("""{"Api": "x"}""")]
    public async Task Start_WithABrokenListOfPorts_TakesFreeOnes(string content)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "ports.json"), content);
        await using var cluster = await StartAsync(isFresh: false);
        Assert.InRange(cluster.ApiUrl.Port, 1, 65535);
    }

    /// <summary>Who has a copy of it, such as a gateway that runs, must go on after a restart.</summary>
    private string TokenInKubeconfig() => File.ReadLines(Path.Combine(_folder, "kubeconfig"))
        .Single(line => line.Contains("token: ", StringComparison.Ordinal));

    private Task<LocalCluster> StartAsync(bool isFresh) => LocalCluster.StartAsync(
        new LocalClusterOptions { Folder = _folder, KeepsObjects = true, IsFresh = isFresh },
        TimeProvider.System,
        CancellationToken.None);

    private async Task<JsonNode> ReadyPodAsync()
    {
        await Kubectl.ExpectAsync(
            "wait pod/sleeper -n kube-system --for=condition=Ready --timeout=15s", "condition met");
        return JsonNode.Parse(await Kubectl.RunAsync("get pod sleeper -n kube-system -o json"))!;
    }
}
