using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Definitions;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.ApiServer.Objects;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Definitions;

/// <summary>A body as large as bodies may be costs time and memory in proportion, and not more.</summary>
[Trait("Kind", "Loopback")]
public sealed class LargeValueTests
{
    private static readonly ValueSchema Schema = ValueSchemaReader.Read(JsonNode.Parse("""
        {"type":"object","properties":{
          "texts":{"type":"array","items":{"type":"string"} },
          "once":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"} },
          "parts":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],
            "items":{"type":"object","properties":{"name":{"type":"string"},"value":{"type":"integer"} } } } } }
        """)!.AsObject());

    [Fact]
    public async Task Check_LongListOfNamedItems_TakesNotTheSquareOfItsLength()
    {
        var live = Parts(40_000, value: 1);
        var next = Parts(40_000, value: 2);

        var errors = await Task.Run(() => ValueCheck.Check(Schema, live, next)).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Empty(errors);
    }

    [Fact]
    public void Check_ItemThatWasWrongBefore_IsRefusedOnlyWhereItChanges()
    {
        var live = JsonNode.Parse("""{"parts":[{"name":"a","value":"x"},{"name":"b","value":"y"}]}""")!.AsObject();
        var next = JsonNode.Parse("""{"parts":[{"name":"b","value":"z"},{"name":"a","value":"x"}]}""")!.AsObject();

        Assert.Equal("parts[0].value", Assert.Single(ValueCheck.Check(Schema, live, next)).Field);
    }

    [Fact]
    public void Check_ManyWrongItems_TellsSomeOfThem()
    {
        var wrong = new JsonObject { ["texts"] = Numbers(100_000) };
        var twice = Enumerable.Repeat("a", 100_000).Select(text => (JsonNode)text);
        var same = new JsonObject { ["once"] = new JsonArray([.. twice]) };

        Assert.InRange(ValueCheck.Check(Schema, live: null, wrong).Count, 100, 300);
        Assert.InRange(ValueCheck.Check(Schema, live: null, same).Count, 100, 300);
    }

    [Fact]
    public async Task Prune_ManyWrongAndUnknownFields_DropsAllAndTellsSome()
    {
        var pod = BuiltInKinds.List.Single(kind => kind.Is(string.Empty, "pods"));
        var value = new JsonObject
        {
            ["spec"] = new JsonObject(Enumerable.Range(0, 200_000)
                .Select(number => KeyValuePair.Create($"unknown{number}", (JsonNode?)number)))
            {
                ["containers"] = new JsonArray(new JsonObject { ["command"] = Numbers(10_000) }),
            },
            ["metadata"] = new JsonObject { ["finalizers"] = Numbers(10_000) },
        };

        var check = await Task.Run(() => SchemaCheck.Prune(value, pod.Schema)).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.InRange(check.Unknown.Count, 16, 300);
        Assert.InRange(check.TypeErrors.Count, 2, 300);
        Assert.Contains(check.TypeErrors, error => error.Path.StartsWith("metadata", StringComparison.Ordinal));
        Assert.Single(value["spec"]!.AsObject());
    }

    private static JsonArray Numbers(int count) =>
        new([.. Enumerable.Range(0, count).Select(number => JsonValue.Create(number))]);

    private static JsonObject Parts(int count, int value) => new()
    {
        ["parts"] = new JsonArray([.. Enumerable.Range(0, count).Select(number => new JsonObject
        {
            ["name"] = $"part-{number}",
            ["value"] = value,
        })]),
    };
}
