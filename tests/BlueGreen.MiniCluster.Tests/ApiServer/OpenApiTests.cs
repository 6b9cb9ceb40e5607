using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer;

/// <summary>The schema documents, as clients of different ages ask for them.</summary>
public sealed class OpenApiTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    [Fact]
    public async Task Version2_AskedInBinaryForm_AnswersSo()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v2");
        request.Headers.TryAddWithoutValidation(
            "Accept", "application/com.github.proto-openapi.spec.v2@v1.0+protobuf");
        using var answer = await server.Client.SendAsync(request);

        var bytes = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal(
            new MediaTypeHeaderValue("application/com.github.proto-openapi.spec.v2.v1.0+protobuf"),
            answer.Content.Headers.ContentType);

        // Field 1 is the version of OpenAPI, a text of three letters.
        Assert.Equal("\n\u00032.0"u8.ToArray(), bytes[..5]);
        Assert.Contains("io.k8s.api.apps.v1.DeploymentSpec", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version2_InJson_KnowsCustomKindsAndSaysNothingVersion2HasNoWordFor()
    {
        var document = await ReadAsync();

        var definitions = document["definitions"]!.AsObject();
        var mark = definitions["networking.istio.io.v1.VirtualService"]!["x-kubernetes-group-version-kind"]![0]!;
        Assert.Equal("VirtualService", (string?)mark["kind"]);
        foreach (var word in (string[])["allOf", "oneOf", "anyOf"])
        {
            Assert.DoesNotContain($"\"{word}\":[", definitions.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Version2_References_AllLeadSomewhere()
    {
        var document = await ReadAsync();

        var definitions = document["definitions"]!.AsObject();
        var missing = References(definitions).Where(name => !definitions.ContainsKey(name)).ToList();

        Assert.Empty(missing);
    }

    private async Task<JsonNode> ReadAsync() =>
        JsonNode.Parse(await server.Client.GetStringAsync(new Uri("/openapi/v2", UriKind.Relative)))!;

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject value => value.SelectMany(field => field is { Key: "$ref", Value: JsonValue text }
            ? [((string)text!)["#/definitions/".Length..]]
            : References(field.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
