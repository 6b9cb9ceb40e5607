using System.Text.Json.Nodes;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Input;

/// <summary>
/// Deployments that no controller could carry out: refused in the words that people search the web for.
/// </summary>
public sealed class BadDeploymentTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Rolling = "spec.strategy.rollingUpdate";
    private const string Zero = $"{Rolling}.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0";

    private const string Percent =
        "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used " +
        "for validation is '[0-9]+%')";

    private const string OneRun =
        """
        {"template":{"metadata":{"labels":{"app":"web"}},
         "spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"i"}]}}}
        """;

    [Theory]
    [InlineData("""{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":0}}}""", Zero)]
    [InlineData("""{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"0%","maxUnavailable":0}}}""", Zero)]
    [InlineData("""{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":"0%"}}}""",
        $"{Rolling}.maxUnavailable: Invalid value: \"0%\": may not be 0 when `maxSurge` is 0")]
    [InlineData("""{"strategy":{"rollingUpdate":{"maxUnavailable":"101%"}}}""",
        $"{Rolling}.maxUnavailable: Invalid value: \"101%\": must not be greater than 100%")]
    [InlineData("""{"strategy":{"rollingUpdate":{"maxSurge":-1}}}""",
        $"{Rolling}.maxSurge: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("""{"strategy":{"rollingUpdate":{"maxSurge":"many"}}}""",
        $"{Rolling}.maxSurge: Invalid value: \"many\": {Percent}")]
    [InlineData("""{"strategy":{"rollingUpdate":{"maxSurge":"1"}}}""",
        $"{Rolling}.maxSurge: Invalid value: \"1\": {Percent}")]
    [InlineData("""{"strategy":{"type":"Recreate","rollingUpdate":{"maxSurge":1}}}""",
        $"{Rolling}: Forbidden: may not be specified when strategy `type` is 'Recreate'")]
    [InlineData("""{"strategy":{"type":"BlueGreen"}}""",
        "spec.strategy.type: Unsupported value: \"BlueGreen\": supported values: \"Recreate\", \"RollingUpdate\"")]
    [InlineData("""{"progressDeadlineSeconds":10,"minReadySeconds":10}""",
        "spec.progressDeadlineSeconds: Invalid value: 10: must be greater than minReadySeconds")]
    [InlineData("""{"minReadySeconds":600}""",
        "spec.progressDeadlineSeconds: Invalid value: 600: must be greater than minReadySeconds")]
    [InlineData("""{"progressDeadlineSeconds":0}""",
        "spec.progressDeadlineSeconds: Invalid value: 0: must be greater than minReadySeconds")]
    [InlineData("""{"minReadySeconds":-1}""",
        "spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("""{"revisionHistoryLimit":-1}""",
        "spec.revisionHistoryLimit: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("""{"replicas":-1}""", "spec.replicas: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("""{"selector":null}""", "spec.selector: Required value")]
    [InlineData("""{"selector":{"matchLabels":{}}}""",
        "spec.selector: Invalid value: {\"matchLabels\":{}}: empty selector is invalid for deployment")]
    [InlineData("""{"selector":{"matchLabels":{"app":"other"}}}""",
        "spec.template.metadata.labels: Invalid value: {\"app\":\"web\"}: `selector` does not match template `labels`")]
    [InlineData(OneRun, "spec.template.spec.restartPolicy: Unsupported value: \"Never\": supported values: \"Always\"")]
    public async Task Create_SpecThatCannotBe_IsInvalid(string spec, string message)
    {
        var path = $"/apis/apps/v1/namespaces/{await server.NewNamespaceAsync()}/deployments";
        var body = JsonNode.Parse("""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},
             "spec":{"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
              "spec":{"containers":[{"name":"web","image":"web:1"}]}}}}
            """)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(spec)!.AsObject())
        {
            body["spec"]![name] = value?.DeepClone();
        }

        var answer = await server.SendAsync(HttpMethod.Post, path, body.ToJsonString());

        Kept.AssertStatus(422, answer);
        Assert.Equal($"Deployment.apps \"web\" is invalid: {message}", (string?)answer.Body["message"]);
        Assert.Equal("Invalid", (string?)answer.Body["reason"]);
    }

    [Fact]
    public async Task Update_OfTheSelector_IsImmutable()
    {
        var path = $"/apis/apps/v1/namespaces/{await server.NewNamespaceAsync()}/deployments/web";
        await server.ApplyAsync(path, "m", Manifests.Deployment());
        const string Patch = """
            {"spec":{"selector":{"matchLabels":{"app":"new"}},"template":{"metadata":{"labels":{"app":"new"}}}}}
            """;

        var answer = await server.SendAsync(HttpMethod.Patch, path, Patch, "application/merge-patch+json");
        var (_, after) = await server.SendAsync(HttpMethod.Get, path);

        Kept.AssertStatus(422, answer);
        Assert.Equal(
            "Deployment.apps \"web\" is invalid: spec.selector: Invalid value: {\"matchLabels\":{\"app\":\"new\"}}: " +
            "field is immutable",
            (string?)answer.Body["message"]);
        Assert.Equal("web", (string?)after["spec"]!["selector"]!["matchLabels"]!["app"]);
    }
}
