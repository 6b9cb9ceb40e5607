using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Definitions;

/// <summary>Definitions and their objects, with the real kubectl.</summary>
[Trait("Kind", "Loopback")]
public sealed class KubectlDefinitionTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const StringComparison Plain = StringComparison.Ordinal;

    private readonly Kubectl _kubectl = new(server.Kubeconfig, server.Folder);

    [IstioFact]
    public async Task Kubectl_RealIstioDefinitions_ServeTheirResources()
    {
        var path = IstioFactAttribute.Path;
        var fresh = await _kubectl.RunAsync($"apply --server-side --force-conflicts -f {path}");
        Assert.Equal(15, fresh.Split('\n').Count(line => line.EndsWith("serverside-applied", Plain)));
        await _kubectl.ExpectAsync(
            "wait --for=condition=established --timeout=10s crd/sidecars.networking.istio.io", "condition met");
        var route = Manifests.VirtualService("blue");
        await _kubectl.ExpectAsync("apply -f -", "virtualservice.networking.istio.io/web created", route);
        await _kubectl.ExpectAsync("get sidecars,serviceentries,authorizationpolicies -A", "No resources found");
        await _kubectl.ExpectAsync("get vs web", "NAME");
        await _kubectl.ExpectAsync(
            "apply -f -",
            "spec.mtls.mode: Unsupported value: \"LOUD\": supported values: \"UNSET\", \"DISABLE\", " +
            "\"PERMISSIVE\", \"STRICT\"",
            """
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: loud}
            spec: {mtls: {mode: LOUD}}
            """);

        // The way of people who know no server-side apply; annotations of this size are allowed for.
        await _kubectl.ExpectAsync($"delete -f {path} --wait=true", "deleted");
        await _kubectl.ExpectAsync("get vs", "(NotFound)");
        var again = await _kubectl.RunAsync($"create -f {path}");
        Assert.Equal(15, again.Split('\n').Count(line => line.EndsWith("created", Plain)));
    }

    [Fact]
    public async Task Kubectl_ObjectOfADefinition_IsScaledExplainedAndPrinted()
    {
        var text = Definition.Of(
            "widgets",
            """{"count":{"type":"integer","description":"How many."}}""",
            subresources: """
            {"status":{},"scale":{"specReplicasPath":".spec.count","statusReplicasPath":".status.replicas"}}
            """);
        text = text.Replace(
            "\"served\":true",
            """
            "additionalPrinterColumns":[{"name":"Count","type":"integer","jsonPath":".spec.count"}],"served":true
            """,
            StringComparison.Ordinal);
        await _kubectl.ExpectAsync("apply -f -", "widgets.example.dev created", text);
        await _kubectl.ExpectAsync("apply -f -", "widgets.example.dev unchanged", text);
        var one = Definition.Object("widgets", "one", """{"count":1}""");
        await _kubectl.ExpectAsync("apply -f -", "widget.example.dev/one created", one);

        await _kubectl.ExpectAsync("scale widget/one --replicas=4", "scaled");
        await _kubectl.ExpectAsync("get wid", "COUNT");
        await _kubectl.ExpectAsync("get wid one -o jsonpath={.spec.count}", "4");
        await _kubectl.ExpectAsync("explain widget.spec.count", "How many.");
        await _kubectl.ExpectAsync("delete crd widgets.example.dev", "deleted");
        await _kubectl.ExpectAsync("get widgets", "(NotFound)");
    }

    [KubectlFact(sinceMinor: 27)]
    public async Task Kubectl_Discovering_AsksForTheGroupedDocument()
    {
        var output = await _kubectl.RunAsync("get configmaps -v=8 --cache-dir=" + server.Folder + "/fresh");

        Assert.Contains("as=APIGroupDiscoveryList", output, StringComparison.Ordinal);
        Assert.DoesNotContain("/apis/apps/v1?", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api", "v2")]
    [InlineData("/apis", "v2beta1")]
    public async Task Discovery_AskedTwice_IsSentOnce(string path, string version)
    {
        var accept = $"application/json;g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList";
        using var first = new HttpRequestMessage(HttpMethod.Get, path);
        first.Headers.TryAddWithoutValidation("Accept", accept);
        using var whole = await server.Client.SendAsync(first);
        using var second = new HttpRequestMessage(HttpMethod.Get, path);
        second.Headers.TryAddWithoutValidation("Accept", accept);
        second.Headers.IfNoneMatch.Add(whole.Headers.ETag!);
        using var none = await server.Client.SendAsync(second);

        var text = await whole.Content.ReadAsStringAsync();
        Assert.Contains($"apidiscovery.k8s.io/{version}\"", text, StringComparison.Ordinal);
        Assert.Equal(304, (int)none.StatusCode);
        Assert.Empty(await none.Content.ReadAsByteArrayAsync());
    }
}
