using System.Text.Json.Nodes;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Definitions;

/// <summary>What a definition's schema refuses, in the words of the real server.</summary>
public sealed class ValueCheckTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>, IAsyncLifetime
{
    private const string Properties = """
        {"size":{"type":"integer","format":"int32","minimum":1,"maximum":10},
         "ratio":{"type":"number","minimum":0,"exclusiveMinimum":true,"multipleOf":0.5},
         "color":{"type":"string","enum":["blue","green"]},
         "host":{"type":"string","pattern":"^[a-z]+$","minLength":2,"maxLength":5},
         "at":{"type":"string","format":"date-time"},
         "port":{"x-kubernetes-int-or-string":true,"anyOf":[{"type":"integer"},{"type":"string"}]},
         "none":{"type":"string","nullable":true},
         "tags":{"type":"array","items":{"type":"string"},"x-kubernetes-list-type":"set","maxItems":3,"minItems":1},
         "ports":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],
           "items":{"type":"object","required":["name"],"properties":{
             "name":{"type":"string"},"port":{"type":"integer","default":80}}}},
         "labels":{"type":"object","additionalProperties":{"type":"string"},"maxProperties":2},
         "free":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
         "inner":{"type":"object","x-kubernetes-embedded-resource":true,"x-kubernetes-preserve-unknown-fields":true},
         "choice":{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},
           "oneOf":[{"required":["a"]},{"required":["b"]}]},
         "any":{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},
           "anyOf":[{"required":["a"]},{"required":["b"]}],"not":{"required":["c"]}},
         "mode":{"type":"string","default":"fast"}}
        """;

    private static int _next;

    public async Task InitializeAsync()
    {
        var body = Definition.Of("things", Properties, ",\"required\":[\"size\"]");
        var (code, answer) = await server.SendAsync(HttpMethod.Post, Definition.Path, body);
        Assert.True(code is 201 or 409, answer.ToJsonString());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("{}", "spec.size: Required value")]
    [InlineData(
        """{"size":"2"}""",
        "spec.size: Invalid value: \"string\": spec.size in body must be of type integer: \"string\"")]
    [InlineData(
        """{"size":0}""",
        "spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1")]
    [InlineData(
        """{"size":11}""",
        "spec.size: Invalid value: 11: spec.size in body should be less than or equal to 10")]
    [InlineData(
        """{"size":1.5}""",
        "spec.size: Invalid value: \"number\": spec.size in body must be of type integer: \"number\"")]
    [InlineData(
        """{"size":1,"ratio":0}""",
        "spec.ratio: Invalid value: 0: spec.ratio in body should be greater than 0")]
    [InlineData(
        """{"size":1,"ratio":0.3}""",
        "spec.ratio: Invalid value: 0.3: spec.ratio in body should be a multiple of 0.5")]
    [InlineData(
        """{"size":1,"color":"red"}""",
        "spec.color: Unsupported value: \"red\": supported values: \"blue\", \"green\"")]
    [InlineData(
        """{"size":1,"host":"A9"}""",
        "spec.host: Invalid value: \"A9\": spec.host in body should match '^[a-z]+$'")]
    [InlineData(
        """{"size":1,"host":"a"}""",
        "spec.host: Invalid value: \"a\": spec.host in body should be at least 2 chars long")]
    [InlineData("""{"size":1,"host":"abcdef"}""", "spec.host: Too long: may not be more than 5 bytes")]
    [InlineData("""{"size":1,"host":"ab\n"}""", "spec.host in body should match '^[a-z]+$'")]
    [InlineData(
        """{"size":1,"at":"today"}""",
        "spec.at: Invalid value: \"today\": spec.at in body must be of type date-time: \"today\"")]
    [InlineData(
        """{"size":1,"port":true}""",
        "spec.port: Invalid value: \"boolean\": spec.port in body must be of type integer,string: \"boolean\"")]
    [InlineData("""{"size":1,"tags":["a","b","a"]}""", "spec.tags[2]: Duplicate value: \"a\"")]
    [InlineData(
        """{"size":1,"tags":[]}""",
        "spec.tags: Invalid value: 0: spec.tags in body should have at least 1 items")]
    [InlineData("""{"size":1,"tags":["a","b","c","d"]}""", "spec.tags: Too many: 4: must have at most 3 items")]
    [InlineData(
        """{"size":1,"tags":[null]}""",
        "spec.tags[0]: Invalid value: \"null\": spec.tags[0] in body must be of type string: \"null\"")]
    [InlineData(
        """{"size":1,"ports":[{"name":"a"},{"name":"a"}]}""",
        "spec.ports[1]: Duplicate value: {\"name\":\"a\"}")]
    [InlineData("""{"size":1,"ports":[{}]}""", "spec.ports[0].name: Required value")]
    [InlineData(
        """{"size":1,"labels":{"a":1}}""",
        "spec.labels.a: Invalid value: \"integer\": spec.labels.a in body must be of type string: \"integer\"")]
    [InlineData(
        """{"size":1,"labels":{"a":"","b":"","c":""}}""",
        "spec.labels: Too many: 3: must have at most 2 items")]
    [InlineData("""{"size":1,"inner":{"kind":"X"}}""", "spec.inner.apiVersion: Required value: must not be empty")]
    [InlineData(
        """{"size":1,"choice":{}}""",
        "<nil>: Invalid value: \"\": \"spec.choice\" must validate one and only one schema (oneOf). Found " +
        "none valid, spec.choice.a: Required value")]
    [InlineData(
        """{"size":1,"choice":{"a":"","b":""}}""",
        "\"spec.choice\" must validate one and only one schema (oneOf). Found 2 valid alternatives")]
    [InlineData(
        """{"size":1,"any":{}}""",
        "<nil>: Invalid value: \"\": \"spec.any\" must validate at least one schema (anyOf)")]
    [InlineData("[]", "spec: Invalid value: \"array\": spec in body must be of type object: \"array\"")]
    public async Task Create_ValueAgainstTheSchema_IsRefused(string spec, string expected)
    {
        var body = Definition.Object("things", "bad", spec);

        var (code, answer) = await server.SendAsync(HttpMethod.Post, Definition.Objects("things"), body);

        Assert.Equal(422, code);
        Assert.Equal("Invalid", (string?)answer["reason"]);
        var message = (string)answer["message"]!;
        Assert.StartsWith("Thing.example.dev \"bad\" is invalid: ", message, StringComparison.Ordinal);
        Assert.Contains(expected, (string)answer["message"]!, StringComparison.Ordinal);
        Assert.NotEmpty(answer["details"]!["causes"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"size":10,"ratio":1.5,"host":"abc","port":"http","tags":["a"]}""")]
    [InlineData("""{"size":1.0,"port":80,"at":"2026-01-02T03:04:05.123+01:00","labels":{"a":"b"}}""")]
    [InlineData("""{"size":1,"inner":{"apiVersion":"v1","kind":"X","metadata":{"name":"x"},"more":[1,{"a":null}]}}""")]
    [InlineData("""{"size":1,"choice":{"b":"x"},"any":{"a":"y"},"free":{"a":{"b":[1]}}}""")]
    public async Task Create_ValueOfTheSchema_IsStored(string spec)
    {
        var body = Definition.Object("things", $"good{Interlocked.Increment(ref _next)}", spec);

        var (code, answer) = await server.SendAsync(HttpMethod.Post, Definition.Objects("things"), body);

        Assert.True(code == 201, answer.ToJsonString());
        var stored = answer["spec"]!.AsObject();
        stored.Remove("mode");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(spec), stored), stored.ToJsonString());
    }

    [Fact]
    public async Task Create_WithDefaultsAndNulls_HasThemSettled()
    {
        var body = Definition.Object(
            "things",
            "defaults",
            """{"size":1,"mode":null,"none":null,"color":null,"ports":[{"name":"a"}],"lost":1}""");

        var (code, answer) = await server.SendAsync(HttpMethod.Post, Definition.Objects("things"), body);

        Assert.Equal(201, code);
        Assert.Equal(
            """{"size":1,"none":null,"ports":[{"name":"a","port":80}],"mode":"fast"}""",
            answer["spec"]!.ToJsonString());
    }

    [Fact]
    public async Task Create_WithAnUnknownField_IsToldAsAsked()
    {
        var path = Definition.Objects("things");
        var body = Definition.Object("things", "strict", """{"size":1,"ports":[{"name":"a","weigth":1}]}""");
        const string Unknown = "unknown field \"spec.ports[0].weigth\"";

        var (code, answer) = await server.SendAsync(HttpMethod.Post, $"{path}?fieldValidation=Strict", body);
        using var warned = await server.PostAsync($"{path}?dryRun=All", body);
        using var ignored = await server.PostAsync($"{path}?dryRun=All&fieldValidation=Ignore", body);

        Assert.Equal(400, code);
        Assert.Equal(
            $"Thing in version \"v1\" cannot be handled as a Thing: strict decoding error: {Unknown}",
            (string?)answer["message"]);
        Assert.Equal(201, (int)warned.StatusCode);
        Assert.Equal(
            "299 - \"unknown field \\\"spec.ports[0].weigth\\\"\"", Assert.Single(warned.Headers.GetValues("Warning")));
        Assert.False(ignored.Headers.Contains("Warning"));
    }

    [Fact]
    public async Task Update_OfWhatBecameInvalid_IsRefusedOnlyWhereItChanges()
    {
        const string Loose = """{"a":{"type":"string"},"b":{"type":"string"}}""";
        const string Tight = """{"a":{"type":"string","maxLength":1},"b":{"type":"string"}}""";
        await server.SendAsync(HttpMethod.Post, Definition.Path, Definition.Of("ratchets", Loose));
        var body = Definition.Object("ratchets", "one", """{"a":"long","b":"x"}""");
        await server.SendAsync(HttpMethod.Post, Definition.Objects("ratchets"), body);
        var (changed, why) = await server.SendAsync(
            HttpMethod.Patch,
            $"{Definition.Path}/ratchets.example.dev",
            Definition.Of("ratchets", Tight),
            "application/merge-patch+json");
        Assert.True(changed == 200, why.ToJsonString());

        var one = Definition.Objects("ratchets") + "/one";
        var other = await server.SendAsync(
            HttpMethod.Patch, one, """{"spec":{"b":"y"}}""", "application/merge-patch+json");
        var same = await server.SendAsync(
            HttpMethod.Patch, one, """{"spec":{"a":"longer"}}""", "application/merge-patch+json");

        Assert.Equal(200, other.Code);
        Assert.Equal(422, same.Code);
    }
}
