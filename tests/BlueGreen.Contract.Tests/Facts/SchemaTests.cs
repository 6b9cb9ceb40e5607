using BlueGreen.Contract.Tests.Clusters;
using BlueGreen.Contract.Tests.Harness;
using BlueGreen.Errors;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using Xunit;

namespace BlueGreen.Contract.Tests.Facts;

/// <summary>Facts 7 and 8: what a server refuses with the wrong status, and what it does not refuse at all.</summary>
[Trait("Kind", "Loopback")]
public sealed class SchemaTests(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    private static readonly ApplyOptions Us = new() { FieldManager = "bluegreen" };

    [Fact]
    public async Task Fact7_FieldThatTheDefinitionLacks_IsAnErrorAndAskedOnce()
    {
        await using var app = await cluster.OpenAppAsync();
        await using var proxy = await ApiProxy.StartAsync(cluster.Access.Kubeconfig);
        using var client = ClusterAccess.Connect(proxy.Kubeconfig, app.Name);
        var wrong = Objects.VirtualService(weights: [100]);
        wrong["spec"]!["http"]![0]!["route"]![0]!["weigth"] = 100;

        var refused = await Assert.ThrowsAsync<ApiException>(() => client.ApplyAsync(wrong, Us));

        Assert.Contains("weigth", refused.Message, StringComparison.Ordinal);
        Assert.Single(proxy.Requests, request => request.StartsWith("PATCH", StringComparison.Ordinal));
        Assert.Null(await app.FindAsync(ResourceType.VirtualServices, "shop"));
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(-5, 105)]
    public async Task Fact8_WeightsThatAreNoShares_AreTakenByTheServerAndRefusedByUs(int first, int second)
    {
        await using var app = await cluster.OpenAppAsync();
        await app.Client.ApplyAsync(
            Objects.VirtualService(weights: [first, second]), Us with { DryRun = true });
        app.Write("manifests/route.yml", Route(first, second));

        var refused = await app.RunAsync("Deploy", "r-1", "--tag=v1.0-green");

        refused.Failed(ExitCode.Usage, "VirtualService shop-route", $"{first}, {second}", "100");
        Assert.Null(await app.FindAsync(ResourceType.Deployments, "shop-green"));
        Assert.Null(await app.FindAsync(ResourceType.Services, "shop"));
    }

    private static string Route(int first, int second) =>
        $$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: { name: shop-route }
        spec:
          hosts: ["*"]
          http:
            - match: [{ headers: { cookie: { regex: "^(.*;\\s*)?test=true(\\s*;.*)?$" } } }]
              route: [{ destination: { host: shop, subset: $COLOR_TEST } }]
            - route:
                - { destination: { host: shop, subset: $COLOR_ACTIVE }, weight: {{first}} }
                - { destination: { host: other }, weight: {{second}} }

        """;
}
