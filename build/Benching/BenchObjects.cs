using System.Globalization;
using System.Text.Json.Nodes;

namespace Build.Benching;

/// <summary>The objects that are applied: 440 ConfigMaps of some 500 bytes, 30 Deployments without pods, 30
/// VirtualServices.</summary>
internal static class BenchObjects
{
    /// <summary>How many there are.</summary>
    public const int Count = 500;

    /// <summary>Makes them.</summary>
    /// <param name="ns">Their namespace.</param>
    /// <param name="text">What stands in each: another text makes every one of them another object.</param>
    /// <returns>The objects.</returns>
    public static IReadOnlyList<JsonObject> Make(string ns, string text) =>
        [.. Enumerable.Range(0, Count).Select(number => Named(number, ns, (number % 50) switch
        {
            0 or 17 or 34 => Deployment(number, text),
            8 or 25 or 42 => VirtualService(text),
            _ => ConfigMap(text),
        }))];

    private static JsonObject Named(int number, string ns, JsonObject item)
    {
        item["metadata"] = new JsonObject
        {
            ["name"] = string.Create(CultureInfo.InvariantCulture, $"bench-{number:000}"),
            ["namespace"] = ns,
            ["labels"] = new JsonObject { ["app"] = "bench" },
        };
        return item;
    }

    private static JsonObject ConfigMap(string text) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["data"] = new JsonObject(Enumerable.Range(0, 10).Select(line => KeyValuePair.Create(
            $"key-{line}", (JsonNode?)$"{text}: a value of some forty characters."))),
    };

    private static JsonObject VirtualService(string text) => JsonNode.Parse(
        $$$"""
        {"apiVersion": "networking.istio.io/v1", "kind": "VirtualService", "spec": {
          "hosts": ["bench.test"], "gateways": ["none"], "http": [
            {"name": "{{{text}}}", "route": [{"destination": {"host": "bench", "subset": "blue"}}]},
            {"name": "rest", "route": [{"destination": {"host": "bench", "subset": "green"}}]}]}}
        """)!.AsObject();

    private static JsonObject Deployment(int number, string text) => JsonNode.Parse(
        $$$"""
        {"apiVersion": "apps/v1", "kind": "Deployment", "spec": {
          "replicas": 0, "selector": {"matchLabels": {"app": "bench-{{{number}}}"}},
          "template": {"metadata": {"labels": {"app": "bench-{{{number}}}"}}, "spec": {"containers": [
            {"name": "app", "image": "bench:1", "env": [{"name": "TEXT", "value": "{{{text}}}"}]}]} } } }
        """)!.AsObject();
}
