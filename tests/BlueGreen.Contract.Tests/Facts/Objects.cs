using System.Text.Json.Nodes;

namespace BlueGreen.Contract.Tests.Facts;

/// <summary>Small objects to write.</summary>
internal static class Objects
{
    /// <summary>A VirtualService with one route of several destinations.</summary>
    public static JsonObject VirtualService(params IReadOnlyList<int> weights) => new()
    {
        ["apiVersion"] = "networking.istio.io/v1",
        ["kind"] = "VirtualService",
        ["metadata"] = new JsonObject { ["name"] = "shop" },
        ["spec"] = new JsonObject
        {
            ["hosts"] = new JsonArray("shop.test"),
            ["http"] = new JsonArray(new JsonObject
            {
                ["route"] = new JsonArray([.. weights.Select((weight, index) => new JsonObject
                {
                    ["destination"] = new JsonObject { ["host"] = "shop", ["subset"] = index == 0 ? "blue" : "green" },
                    ["weight"] = weight,
                })]),
            }),
        },
    };

    /// <summary>A Service.</summary>
    public static JsonObject Service(string name, params IReadOnlyList<(string Key, string Value)> selector) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Service",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject
        {
            ["selector"] = new JsonObject(selector.Select(
                pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["port"] = 80, ["targetPort"] = "http" }),
        },
    };

    /// <summary>A ConfigMap.</summary>
    public static JsonObject ConfigMap(string name, string text) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["data"] = new JsonObject { ["text"] = text },
    };
}
