using System.Text.Json.Nodes;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Definitions;

/// <summary>
/// Server-side apply on the lists and maps of a custom resource: whose is an item, and what becomes of it.
/// </summary>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy"/>
public sealed class ApplyListTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>, IAsyncLifetime
{
    private const string Properties = """
        {"ports":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["port","protocol"],
           "items":{"type":"object","required":["port"],"properties":{"port":{"type":"integer"},
             "protocol":{"type":"string","default":"TCP"},"name":{"type":"string"}}}},
         "tags":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},
         "steps":{"type":"array","x-kubernetes-list-type":"atomic","items":{"type":"string"}},
         "plain":{"type":"array","items":{"type":"string"}},
         "labels":{"type":"object","additionalProperties":{"type":"string"}},
         "choice":{"type":"object","additionalProperties":{"type":"string"},"x-kubernetes-map-type":"atomic"},
         "target":{"type":"object","x-kubernetes-map-type":"atomic",
           "properties":{"host":{"type":"string"},"port":{"type":"integer"}}}}
        """;

    private const string TwoPorts =
        """{"ports":[{"port":80,"protocol":"TCP"},{"port":81,"protocol":"TCP"}]}""";

    public async Task InitializeAsync() =>
        await server.SendAsync(HttpMethod.Post, Definition.Path, Definition.Of("mixes", Properties));

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("""a {"ports":[{"port":80}]}|b {"ports":[{"port":81}]}""", TwoPorts)]
    [InlineData("""a {"ports":[{"port":81}]}|b {"ports":[{"port":80},{"port":81}]}""", TwoPorts)]
    [InlineData("""a {"ports":[{"port":80}]}|b {"ports":[{"port":80,"protocol":"TCP","name":"z"}]}""",
        """{"ports":[{"port":80,"protocol":"TCP","name":"z"}]}""")]
    [InlineData("""a {"ports":[{"port":80,"protocol":"UDP"}]}|b {"ports":[{"port":80}]}""",
        """{"ports":[{"port":80,"protocol":"UDP"},{"port":80,"protocol":"TCP"}]}""")]
    [InlineData("""a {"ports":[{"port":80},{"port":81}]}|a {"ports":[{"port":81}]}""",
        """{"ports":[{"port":81,"protocol":"TCP"}]}""")]
    [InlineData("""a {"ports":[{"port":80},{"port":81}]}|b {"ports":[{"port":80}]}|a {"ports":[{"port":81}]}""",
        TwoPorts)]
    [InlineData("""a {"ports":[{"port":80,"name":"x"}]}|b {"ports":[{"port":80}]}|a {"ports":[]}""",
        """{"ports":[{"port":80,"protocol":"TCP"}]}""")]
    [InlineData("""a {"ports":[{"port":80}]}|b {"ports":[{"port":80}]}|a {"ports":[]}|b {"ports":[]}""",
        """{"ports":[]}""")]
    [InlineData("""a {"ports":[{"port":80}]}|b {"ports":[{"port":81}]}|a {}""",
        """{"ports":[{"port":81,"protocol":"TCP"}]}""")]
    [InlineData("""a {"tags":["x","y"]}|b {"tags":["y","z"]}""", """{"tags":["x","y","z"]}""")]
    [InlineData("""a {"tags":["x","y"]}|b {"tags":["y","z"]}|a {"tags":[]}""", """{"tags":["y","z"]}""")]
    [InlineData("""a {"tags":["x","y"]}|b {"tags":["y","z"]}|a {"tags":[]}|b {"tags":["z"]}""", """{"tags":["z"]}""")]
    [InlineData("""a {"steps":["1","2"]}|b {"steps":["1","2"]}""", """{"steps":["1","2"]}""")]
    [InlineData("""a {"steps":["1","2"]}|b! {"steps":["2"]}|a {}""", """{"steps":["2"]}""")]
    [InlineData("""a {"labels":{"k":"v"}}|b {"labels":{"l":"w"}}""", """{"labels":{"k":"v","l":"w"}}""")]
    [InlineData("""a {"labels":{"k":"v"}}|b {"labels":{"l":"w"}}|a {"labels":{}}""", """{"labels":{"l":"w"}}""")]
    [InlineData("""a {"choice":{"k":"v"}}|b! {"choice":{"l":"w"}}""", """{"choice":{"l":"w"}}""")]
    [InlineData("""a {"choice":{"k":"v","l":"w"}}|a {"choice":{"l":"w"}}""", """{"choice":{"l":"w"}}""")]
    [InlineData("""a {"target":{"host":"h"}}|b! {"target":{"port":1}}""", """{"target":{"port":1}}""")]
    [InlineData("""a {"labels":{"k":"v"}}|a {"labels":{}}""", """{"labels":{}}""")]
    [InlineData("""a {"tags":["x"]}|a {"tags":[]}""", """{"tags":[]}""")]
    [InlineData("""a {"tags":["x","y","z"]}|b {"tags":["w","z","x"]}""", """{"tags":["y","w","z","x"]}""")]
    public async Task Apply_ByEachInTurn_LeavesWhatSomebodyWants(string turns, string expected)
    {
        var path = await NewAsync();
        foreach (var turn in turns.Split('|'))
        {
            var (code, answer) = await ApplyAsync(path, turn);
            Assert.True(code is 200 or 201, answer.ToJsonString());
        }

        var (_, value) = await server.SendAsync(HttpMethod.Get, path);
        Assert.Equal(expected, value["spec"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""a {"ports":[{"port":80,"name":"x"}]}""", """b {"ports":[{"port":80,"name":"y"}]}""",
        ".spec.ports[port=80,protocol=\"TCP\"].name")]
    [InlineData("""a {"steps":["1"]}""", """b {"steps":["1","2"]}""", ".spec.steps")]
    [InlineData("""a {"plain":["1"]}""", """b {"plain":["2"]}""", ".spec.plain")]
    [InlineData("""a {"labels":{"k":"v"}}""", """b {"labels":{"k":"w"}}""", ".spec.labels.k")]
    [InlineData("""a {"choice":{"k":"v"}}""", """b {"choice":{"l":"w"}}""", ".spec.choice")]
    [InlineData("""a {"target":{"host":"h"}}""", """b {"target":{"host":"h","port":1}}""", ".spec.target")]
    public async Task Apply_WhatAnotherOwns_ConflictsAndNamesIt(string first, string second, string field)
    {
        var path = await NewAsync();
        var (_, before) = await ApplyAsync(path, first);

        var (code, status) = await ApplyAsync(path, second);
        var (_, after) = await server.SendAsync(HttpMethod.Get, path);

        Assert.Equal(409, code);
        Assert.Equal(
            $"Apply failed with 1 conflict: conflict with \"a\": {field}", (string?)status["message"]);
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Theory]
    [InlineData("""a {"ports":[{"port":80},{"port":80}]}""",
        ".spec.ports: duplicate entries for key [port=80,protocol=\"TCP\"]")]
    [InlineData("""a {"ports":[{"port":80,"name":"x"},{"port":80,"protocol":"TCP","name":"y"}]}""",
        ".spec.ports: duplicate entries for key [port=80,protocol=\"TCP\"]")]
    [InlineData("""a {"tags":["x","y","x"]}""", ".spec.tags: duplicate entries for key [=\"x\"]")]
    [InlineData("""a {"ports":[{"name":"x"}]}""",
        ".spec.ports: element 0: associative list with keys has an element that omits key field \"port\" (and " +
        "doesn't have default value)")]
    [InlineData("""a {"ports":[{"port":80},7]}""", "spec.ports[1]")]
    [InlineData("""a {"ports":{"port":80}}""", "spec.ports")]
    public async Task Apply_ItemsThatCannotBeToldApart_IsRefused(string turn, string words)
    {
        var path = await NewAsync();

        var (code, status) = await ApplyAsync(path, turn);
        var (found, _) = await server.SendAsync(HttpMethod.Get, path);

        Assert.True(code is 500 or 422, status.ToJsonString());
        Assert.Contains(words, (string?)status["message"], StringComparison.Ordinal);
        Assert.Equal(404, found);
    }

    [Theory]
    [InlineData("""{"ports":[{"port":80},{"port":80}]}""", "spec.ports[1]: Duplicate value")]
    [InlineData("""{"tags":["x","x"]}""", "spec.tags[1]: Duplicate value: \"x\"")]
    public async Task Create_ItemsThatCannotBeToldApart_IsInvalid(string spec, string words)
    {
        var path = await NewAsync();

        var (code, status) = await server.SendAsync(
            HttpMethod.Post, path[..^2], Definition.Object("mixes", "m", spec));

        Assert.Equal(422, code);
        Assert.Contains(words, (string?)status["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_ItemsOfTwo_AreRecordedOneByOne()
    {
        var path = await NewAsync();
        await ApplyAsync(path, """a {"ports":[{"port":80}],"tags":["x"],"steps":["1"],"choice":{"k":"v"}}""");
        var (_, value) = await ApplyAsync(path, """b {"ports":[{"port":81,"name":"n"}],"tags":["x","y"]}""");

        const string First = """
            {"f:choice":{},"f:ports":{"k:{\"port\":80,\"protocol\":\"TCP\"}":{".":{},"f:port":{}}},"f:steps":{},
            "f:tags":{"v:\"x\"":{}}}
            """;
        const string Second = """
            {"f:ports":{"k:{\"port\":81,\"protocol\":\"TCP\"}":{".":{},"f:name":{},"f:port":{}}},
            "f:tags":{"v:\"x\"":{},"v:\"y\"":{}}}
            """;
        Assert.Equal(First.ReplaceLineEndings(string.Empty), FieldsOf(value, "a"));
        Assert.Equal(Second.ReplaceLineEndings(string.Empty), FieldsOf(value, "b"));
    }

    private static string FieldsOf(JsonObject value, string manager)
    {
        var record = value["metadata"]!["managedFields"]!.AsArray()
            .Single(one => string.Equals((string?)one!["manager"], manager, StringComparison.Ordinal));
        return record!["fieldsV1"]!["f:spec"]!.ToJsonString(
            new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private async Task<string> NewAsync() => $"{Definition.Objects("mixes", await server.NewNamespaceAsync())}/m";

    private Task<(int Code, JsonObject Body)> ApplyAsync(string path, string turn)
    {
        var (who, spec) = (turn.Split(' ')[0], turn[(turn.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return server.ApplyAsync(
            path, who.TrimEnd('!'), Definition.Object("mixes", "m", spec), who.EndsWith('!') ? "&force=true" : "");
    }
}
