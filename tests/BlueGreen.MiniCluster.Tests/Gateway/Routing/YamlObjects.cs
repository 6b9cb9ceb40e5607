using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Gateway;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BlueGreen.MiniCluster.Tests.Gateway.Routing;

/// <summary>Reads manifests of a golden folder as the objects that the gateway sees.</summary>
internal static class YamlObjects
{
    public static ObjectSnapshot Read(string path)
    {
        using var reader = File.OpenText(path);
        var stream = new YamlStream();
        stream.Load(reader);
        var objects = stream.Documents.Select(document => ToJson(document.RootNode)!.AsObject()).ToList();
        return new ObjectSnapshot(1)
        {
            VirtualServices = OfKind("VirtualService"),
            DestinationRules = OfKind("DestinationRule"),
            Gateways = OfKind("Gateway"),
            Services = OfKind("Service"),
            Endpoints = OfKind("Endpoints"),
            Pods = OfKind("Pod"),
        };

        List<JsonObject> OfKind(string kind) =>
            objects.FindAll(item => kind.Equals((string?)item["kind"], StringComparison.Ordinal));
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(pair =>
            KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, ToJson(pair.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => ToScalar(plain.Value ?? ""),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    private static JsonValue? ToScalar(string text) => text switch
    {
        "" or "null" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text),
    };
}
