using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Definitions;

/// <summary>Definitions themselves: what is refused, what becomes of one, what it serves, and its end.</summary>
public sealed class DefinitionTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Subresources = """
        {"status":{},"scale":{"specReplicasPath":".spec.count","statusReplicasPath":".status.replicas",
         "labelSelectorPath":".status.selector"}}
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(
        "\"name\":\"bads.example.dev\"",
        "\"name\":\"other.example.dev\"",
        "metadata.name: Invalid value: \"other.example.dev\": must be spec.names.plural+\".\"+spec.group")]
    [InlineData(
        "\"scope\":\"Namespaced\"",
        "\"scope\":\"World\"",
        "spec.scope: Unsupported value: \"World\": supported values: \"Cluster\", \"Namespaced\"")]
    [InlineData("\"storage\":true", "\"storage\":false", "must have exactly one version marked as storage version")]
    [InlineData(
        "\"openAPIV3Schema\":{\"type\":\"object\"",
        "\"openAPIV3Schema\":{\"type\":\"string\"",
        "spec.versions[0].schema.openAPIV3Schema.type: Invalid value: \"string\": must be object at the root")]
    [InlineData(
        "{\"type\":\"integer\"}",
        "{}",
        "properties[replicas].type: Required value: must not be empty for specified object fields")]
    [InlineData(
        "{\"type\":\"integer\"}",
        "{\"type\":\"array\"}",
        "properties[replicas].items: Required value: must be specified")]
    [InlineData(
        "{\"type\":\"integer\"}",
        "{\"type\":\"integer\",\"anyOf\":[{\"type\":\"string\"}]}",
        "properties[replicas].anyOf[0].type: Forbidden: must be empty to be structural")]
    [InlineData(
        "{\"type\":\"integer\"}",
        "{\"type\":\"integer\",\"default\":\"x\"}",
        "properties[replicas].default in body must be of type integer: \"string\"")]
    [InlineData(
        "{\"type\":\"integer\"}",
        "{\"type\":\"string\",\"pattern\":\"(\"}",
        "must be a valid regular expression, but isn't")]
    [InlineData(
        "{\"type\":\"integer\"}",
        "{\"type\":\"array\",\"uniqueItems\":true,\"items\":{\"type\":\"string\"}}",
        "uniqueItems cannot be set to true since the runtime complexity becomes quadratic")]
    public async Task Create_BadDefinition_IsRefused(string from, string to, string expected)
    {
        var good = Definition.Of("bads", "{}");
        var at = good.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, good);

        var (code, answer) = await server.SendAsync(
            HttpMethod.Post, Definition.Path, good[..at] + to + good[(at + from.Length)..]);

        Assert.Equal(422, code);
        Assert.Contains(expected, (string)answer["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_Definition_IsEstablishedAtOnce()
    {
        var (code, answer) = await server.SendAsync(HttpMethod.Post, Definition.Path, Definition.Of("firsts", "{}"));

        Assert.Equal(201, code);
        Assert.Equal("first", (string?)answer["spec"]!["names"]!["singular"]);
        Assert.Equal("FirstList", (string?)answer["status"]!["acceptedNames"]!["listKind"]);
        Assert.Equal("v1", (string?)answer["status"]!["storedVersions"]![0]);
        Assert.Equal("True NoConflicts", ConditionOf(answer, "NamesAccepted"));
        Assert.Equal("True InitialNamesAccepted", ConditionOf(answer, "Established"));
        Assert.Equal(200, (await server.SendAsync(HttpMethod.Get, Definition.Objects("firsts"))).Code);
    }

    [Fact]
    public async Task Create_DefinitionWithATakenName_IsNotServed()
    {
        await server.SendAsync(HttpMethod.Post, Definition.Path, Definition.Of("owners", "{}"));
        var second = Definition.Of("takers", "{}")
            .Replace("\"Taker\"", "\"Owner\"", StringComparison.Ordinal);

        var (code, answer) = await server.SendAsync(HttpMethod.Post, Definition.Path, second);

        Assert.Equal(201, code);
        Assert.Equal("False ListKindConflict", ConditionOf(answer, "NamesAccepted"));
        Assert.Equal("False NotAccepted", ConditionOf(answer, "Established"));
        Assert.Equal(404, (await server.SendAsync(HttpMethod.Get, Definition.Objects("takers"))).Code);
    }

    [Fact]
    public async Task Update_OfWhatDecidesTheStorage_IsRefused()
    {
        await server.SendAsync(HttpMethod.Post, Definition.Path, Definition.Of("fixeds", "{}"));

        var (code, answer) = await server.SendAsync(
            HttpMethod.Patch,
            $"{Definition.Path}/fixeds.example.dev",
            """{"spec":{"scope":"Cluster"}}""",
            "application/merge-patch+json");

        Assert.Equal(422, code);
        Assert.Contains(
            "spec.scope: Invalid value: \"Cluster\": field is immutable",
            (string)answer["message"]!,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task StatusSubresource_EachSideWritten_LeavesTheOtherAlone()
    {
        var definition = Definition.Of("parts", """{"count":{"type":"integer"}}""", subresources: Subresources);
        await server.SendAsync(HttpMethod.Post, Definition.Path, definition);
        var path = Definition.Objects("parts");
        var body = JsonNode.Parse(Definition.Object("parts", "one", """{"count":1}"""))!;
        body["status"] = new JsonObject { ["seen"] = 7 };

        var (_, created) = await server.SendAsync(HttpMethod.Post, path, body.ToJsonString());
        created["spec"]!["count"] = 2;
        created["status"] = new JsonObject { ["seen"] = 1 };
        var (_, viaStatus) = await server.SendAsync(HttpMethod.Put, $"{path}/one/status", created.ToJsonString());
        Assert.Equal((1, 1, 1), Facts(viaStatus, count: 1));
        viaStatus["spec"]!["count"] = 3;
        viaStatus["status"] = new JsonObject { ["seen"] = 9 };
        var (_, viaMain) = await server.SendAsync(HttpMethod.Put, $"{path}/one", viaStatus.ToJsonString());
        var bad = await server.SendAsync(
            HttpMethod.Patch, $"{path}/one/status", """{"status":{"seen":"x"}}""", "application/merge-patch+json");

        Assert.Equal((3, 1, 2), Facts(viaMain, count: 3));
        Assert.Equal(422, bad.Code);
        Assert.Equal("status,", string.Join(",", Owners(viaMain)));
    }

    [Fact]
    public async Task ScaleSubresource_OfADefinition_ReadsAndWritesItsPaths()
    {
        var definition = Definition.Of("scaleds", """{"count":{"type":"integer"}}""", subresources: Subresources);
        await server.SendAsync(HttpMethod.Post, Definition.Path, definition);
        var path = Definition.Objects("scaleds");
        await server.SendAsync(HttpMethod.Post, path, Definition.Object("scaleds", "one", """{"count":2}"""));
        await server.SendAsync(HttpMethod.Post, path, Definition.Object("scaleds", "none", "{}"));
        await server.SendAsync(
            HttpMethod.Patch,
            $"{path}/one/status",
            """{"status":{"replicas":1,"selector":"app=one"}}""",
            "application/merge-patch+json");

        var (_, read) = await server.SendAsync(HttpMethod.Get, $"{path}/one/scale");
        read["spec"]!["replicas"] = 5;
        var (code, _) = await server.SendAsync(HttpMethod.Put, $"{path}/one/scale", read.ToJsonString());
        var (_, after) = await server.SendAsync(HttpMethod.Get, $"{path}/one");
        var (missing, why) = await server.SendAsync(HttpMethod.Get, $"{path}/none/scale");

        Assert.Equal(1, (int)read["status"]!["replicas"]!);
        Assert.Equal("app=one", (string?)read["status"]!["selector"]);
        Assert.Equal(200, code);
        Assert.Equal(5, (int)after["spec"]!["count"]!);
        Assert.Equal(500, missing);
        Assert.Contains(
            "the spec replicas field \".spec.count\" does not exist",
            (string)why["message"]!,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralVersions_EachWithItsSchema_ShowTheSameObject()
    {
        var definition = JsonNode.Parse(Definition.Of("manies", """{"a":{"type":"string"}}"""))!;
        var second = definition["spec"]!["versions"]![0]!.DeepClone();
        second["name"] = "v2";
        second["storage"] = false;
        second["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!["properties"]!["b"] =
            new JsonObject { ["type"] = "string", ["default"] = "new" };
        definition["spec"]!["versions"]!.AsArray().Add(second);
        await server.SendAsync(HttpMethod.Post, Definition.Path, definition.ToJsonString());
        var body = Definition.Object("manies", "one", """{"a":"x"}""");

        await server.SendAsync(HttpMethod.Post, Definition.Objects("manies"), body);
        var (_, shown) = await server.SendAsync(
            HttpMethod.Get, "/apis/example.dev/v2/namespaces/default/manies/one");
        var (_, group) = await server.SendAsync(HttpMethod.Get, "/apis/example.dev");
        var (code, _) = await server.SendAsync(
            HttpMethod.Patch,
            "/apis/example.dev/v2/namespaces/default/manies/one",
            """{"spec":{"b":"y"}}""",
            "application/merge-patch+json");

        Assert.Equal("example.dev/v2", (string?)shown["apiVersion"]);
        Assert.Equal("new", (string?)shown["spec"]!["b"]);
        Assert.Equal("v2", (string?)group["preferredVersion"]!["version"]);
        Assert.Equal(200, code);
    }

    [Fact]
    public async Task Delete_Definition_TakesItsObjectsAndEndsWatches()
    {
        await server.SendAsync(HttpMethod.Post, Definition.Path, Definition.Of("goners", "{}"));
        var path = Definition.Objects("goners");
        await server.SendAsync(HttpMethod.Post, path, Definition.Object("goners", "one", "{}"));
        var held = Definition.Object("goners", "held", "{}", ",\"finalizers\":[\"example.dev/hold\"]");
        await server.SendAsync(HttpMethod.Post, path, held);
        using var watch = await server.OpenAsync($"{path}?watch=true");
        using var lines = new StreamReader(await watch.Content.ReadAsStreamAsync(), Encoding.UTF8);

        var (code, answer) = await server.SendAsync(HttpMethod.Delete, $"{Definition.Path}/goners.example.dev");
        var (late, _) = await server.SendAsync(HttpMethod.Post, path, Definition.Object("goners", "late", "{}"));
        await ApiServerFixture.EventuallyAsync(async () =>
            (await server.SendAsync(HttpMethod.Get, $"{path}/one")).Code == 404);
        var (still, _) = await server.SendAsync(HttpMethod.Get, $"{Definition.Path}/goners.example.dev");
        await server.SendAsync(
            HttpMethod.Patch, $"{path}/held", """{"metadata":{"finalizers":null}}""", "application/merge-patch+json");
        var seen = await lines.ReadToEndAsync().WaitAsync(Limit);

        Assert.Equal(200, code);
        Assert.Equal("True InstanceDeletionPending", ConditionOf(answer, "Terminating"));
        Assert.Equal(405, late);
        Assert.Equal(200, still);
        Assert.Equal(2, seen.Split("\"DELETED\"").Length - 1);
        await ApiServerFixture.EventuallyAsync(async () =>
            (await server.SendAsync(HttpMethod.Get, $"{Definition.Path}/goners.example.dev")).Code == 404);
        Assert.Equal(404, (await server.SendAsync(HttpMethod.Get, path)).Code);
    }

    private static (int Count, int Seen, int Generation) Facts(JsonObject value, int count)
    {
        Assert.Equal(count, (int)value["spec"]!["count"]!);
        return (count, (int)value["status"]!["seen"]!, (int)value["metadata"]!["generation"]!);
    }

    private static string?[] Owners(JsonObject value) =>
    [
        .. value["metadata"]!["managedFields"]!.AsArray()
            .Select(owner => (string?)owner!["subresource"])
            .OrderDescending(StringComparer.Ordinal),
    ];

    private static string? ConditionOf(JsonObject definition, string type) => definition["status"]!["conditions"]!
        .AsArray()
        .Where(condition => string.Equals((string?)condition!["type"], type, StringComparison.Ordinal))
        .Select(condition => $"{condition!["status"]} {condition["reason"]}")
        .SingleOrDefault();
}
