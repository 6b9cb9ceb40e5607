using System.Text.Json.Nodes;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer;

/// <summary>What clients may send by mistake or on purpose, and what must still work after it.</summary>
[Trait("Kind", "Loopback")]
public sealed class HostileBodyTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    [Theory]
    [InlineData("application/json", 47, 201)]
    [InlineData("application/json", 48, 400)]
    [InlineData("application/json", 10_000, 400)]
    [InlineData("application/yaml", 48, 400)]
    public async Task Create_DeepObject_IsRefusedOrCanBeListed(string mediaType, int depth, int expected)
    {
        var definition = JsonNode.Parse("""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
             "metadata":{"name":"deeps.example.dev"},"spec":{"group":"example.dev","scope":"Namespaced",
             "names":{"plural":"deeps","kind":"Deep"},"versions":[{"name":"v1","served":true,"storage":true,
             "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}
            """)!.ToJsonString();
        await server.SendAsync(HttpMethod.Post, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition);
        var path = $"/apis/example.dev/v1/namespaces/{await server.NewNamespaceAsync()}/deeps";
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

        var (code, _) = await server.SendAsync(
            HttpMethod.Post,
            path,
            $$$"""{"apiVersion":"example.dev/v1","kind":"Deep","metadata":{"name":"d"},"spec":{{{deep}}}}""",
            mediaType);
        var (listCode, _) = await server.SendAsync(HttpMethod.Get, path);

        Assert.Equal((expected, 200), (code, listCode));
    }

    [Fact]
    public async Task Create_UnknownFieldsWithOddNames_IsStoredWithWarnings()
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        var odd = string.Join(',', Enumerable.Range(0, 200).Select(i => $"\"f\\u00e9\\n{i}{new string('x', 300)}\":1"));
        using var content = new StringContent(
            $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},{{{odd}}}}""",
            System.Text.Encoding.UTF8,
            "application/json");

        using var answer = await server.Client.PostAsync(new Uri(path, UriKind.Relative), content);

        Assert.Equal(201, (int)answer.StatusCode);
        var warnings = answer.Headers.GetValues("Warning").ToList();
        Assert.InRange(warnings.Count, 1, 16);
        Assert.StartsWith("299 - \"unknown field \\\"f??0x", warnings[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apis/apps/v1", "deployments", """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d","labels":{"a":"b"},"annotations":{"a":"b"},
          "ownerReferences":[{"name":"x"}],"finalizers":["a/b"]},
         "spec":{"replicas":1,"selector":{"matchLabels":{"app":"a"},"matchExpressions":[{"key":"app","operator":"In",
          "values":["a"]}]},"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1}},
          "template":{"metadata":{"labels":{"app":"a"}},"spec":{"terminationGracePeriodSeconds":1,
           "containers":[{"name":"c","image":"i","command":["x"],"env":[{"name":"A","value":"b"}],
           "ports":[{"containerPort":1,"name":"http"}],"readinessProbe":{"httpGet":{"path":"/","port":1}},
           "resources":{"limits":{"cpu":"1"}}}]}}}}
        """)]
    [InlineData("api/v1", "services", """
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"type":"ClusterIP","selector":{"a":"b"},
         "clusterIP":"10.96.1.1","ports":[{"name":"http","port":80,"targetPort":1,"protocol":"TCP"}]}}
        """)]
    [InlineData("api/v1", "secrets", """
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"type":"Opaque","data":{"a":"YQ=="},
         "stringData":{"b":"c"},"immutable":true}
        """)]
    [InlineData("apis/networking.istio.io/v1", "virtualservices", """
        {"apiVersion":"networking.istio.io/v1","kind":"VirtualService","metadata":{"name":"v"},"spec":{"hosts":["*"],
         "gateways":["g"],"http":[{"match":[{"headers":{"cookie":{"exact":"a"}}}],"route":[{"destination":{"host":"s",
         "subset":"b"},"weight":1}]}]}}
        """)]
    public async Task Create_AnyFieldOfAnyType_IsStoredOrRefusedAndNeverADefect(string api, string plural, string json)
    {
        var path = $"/{api}/namespaces/{await server.NewNamespaceAsync()}/{plural}?dryRun=All";
        string[] values = ["null", "-1", "1.5", "\"x\"", "[]", "{}", "[null]", "{\"x\":null}"];
        foreach (var (name, odd) in JsonVariants.Of(json, values))
        {
            var (code, status) = await server.SendAsync(HttpMethod.Post, path, odd.ToJsonString());

            Assert.True(code < 500, $"{name}: {status["message"]}");
        }
    }

    [Theory]
    [InlineData(-5, 1)]
    [InlineData(7, 7)]
    [InlineData(long.MaxValue, int.MaxValue)]
    public async Task Delete_PodWithAnyGracePeriod_IsMarked(long seconds, long expected)
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/pods";
        await server.SendAsync(HttpMethod.Post, path, """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},
             "spec":{"nodeName":"mini-node","containers":[{"name":"c","image":"x"}]}}
            """);

        var (code, pod) = await server.SendAsync(
            HttpMethod.Delete, $"{path}/p", $$"""{"gracePeriodSeconds":{{seconds}} }""");

        Assert.Equal(200, code);
        Assert.Equal(expected, (long)pod["metadata"]!["deletionGracePeriodSeconds"]!);
    }

    [Fact]
    public async Task Delete_NamespaceTwiceUnderOneName_EmptiesItEachTime()
    {
        for (var round = 0; round < 2; round++)
        {
            var body = """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"again"}}""";
            Assert.Equal(201, (await server.SendAsync(HttpMethod.Post, "/api/v1/namespaces", body)).Code);
            await server.SendAsync(
                HttpMethod.Post, "/api/v1/namespaces/again/configmaps", Manifests.ConfigMap("c"));

            await server.SendAsync(HttpMethod.Delete, "/api/v1/namespaces/again");

            await BlueGreen.MiniCluster.Tests.Gateway.Until.TrueAsync(() =>
                server.Store.Find(new("", "namespaces", "", "again")) is null);
            Assert.Empty(server.Store.List("", "configmaps", "again").Items);
        }
    }
}
