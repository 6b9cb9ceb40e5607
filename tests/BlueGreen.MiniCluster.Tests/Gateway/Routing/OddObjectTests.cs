using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Gateway;
using BlueGreen.MiniCluster.Gateway.Routing;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Gateway.Routing;

/// <summary>
/// A table is built from whatever is in the cluster: if one object could end the building, routes would stay as they
/// were for ever, and a switch would seem to do nothing.
/// </summary>
public sealed class OddObjectTests
{
    private static readonly string[] Values =
        ["null", "true", "-1", "1e300", "\"\"", "\"x\"", "\"(\"", "[]", "{}", "[null]", "[{}]", "[\"x\"]", "{\"x\":1}"];

    private static readonly Dictionary<string, string> Labels =
        new(StringComparer.Ordinal) { ["istio"] = "ingressgateway" };

    [Theory]
    [InlineData("VirtualService", """
        {"metadata":{"name":"v","namespace":"default","creationTimestamp":"2026-01-01T00:00:00Z"},
         "spec":{"hosts":["*"],"gateways":["g"],"http":[
          {"name":"a","match":[{"uri":{"prefix":"/"},"headers":{"cookie":{"regex":"a"}},
            "queryParams":{"q":{"exact":"1"}},
            "method":{"exact":"GET"},"port":80,"gateways":["g"],"ignoreUriCase":true}],
           "fault":{"delay":{"fixedDelay":"1s","percentage":{"value":1}},"abort":{"httpStatus":500}},
           "rewrite":{"uri":"/b","uriRegexRewrite":{"match":"a","rewrite":"\\1"}},"timeout":"1s",
           "retries":{"attempts":1,"perTryTimeout":"1s","retryOn":"5xx"},
           "mirror":{"host":"s"},"mirrorPercentage":{"value":1},"mirrors":[{"destination":{"host":"s"}}],
           "headers":{"request":{"set":{"a":"b"},"add":{"a":"b"},"remove":["c"]},"response":{"set":{"a":"b"}}},
           "route":[{"destination":{"host":"s","subset":"blue","port":{"number":80}},"weight":100}]},
          {"redirect":{"uri":"/x","redirectCode":302,"port":1,"authority":"a","scheme":"https"}},
          {"directResponse":{"status":200,"body":{"string":"x"}}}]}}
        """)]
    [InlineData("Gateway", """
        {"metadata":{"name":"g","namespace":"default"},"spec":{"selector":{"istio":"ingressgateway"},
         "servers":[{"port":{"number":80,"name":"http","protocol":"HTTP"},"hosts":["*"]}]}}
        """)]
    [InlineData("DestinationRule", """
        {"metadata":{"name":"d","namespace":"default"},"spec":{"host":"s","subsets":[
         {"name":"blue","labels":{"color":"blue"}}]}}
        """)]
    [InlineData("Service", """
        {"metadata":{"name":"s","namespace":"default"},"spec":{"ports":[{"name":"http","port":80,"targetPort":1}]}}
        """)]
    [InlineData("Endpoints", """
        {"metadata":{"name":"s","namespace":"default"},"subsets":[{"addresses":[{"ip":"127.0.0.1",
         "targetRef":{"kind":"Pod","name":"p","namespace":"default"}}],"ports":[{"name":"http","port":1}]}]}
        """)]
    [InlineData("Pod", """
        {"metadata":{"name":"p","namespace":"default","labels":{"color":"blue"}},
         "status":{"conditions":[{"type":"Ready","status":"True"}]}}
        """)]
    public void Build_AnyFieldOfAnyType_LeavesATable(string kind, string json)
    {
        foreach (var (name, odd) in JsonVariants.Of(json, Values))
        {
            var error = Record.Exception(() => Decide(kind, odd));

            Assert.True(error is null, $"{name}: {error}");
        }
    }

    private static void Decide(string kind, JsonObject odd)
    {
        var objects = new ObjectSnapshot(1)
        {
            Gateways = Of("Gateway", """
                {"metadata":{"name":"g"},"spec":{"selector":{"istio":"ingressgateway"},
                 "servers":[{"port":{"number":80,"protocol":"HTTP"},"hosts":["*"]}]}}
                """),
            VirtualServices = Of("VirtualService", """
                {"metadata":{"name":"v"},"spec":{"hosts":["*"],"gateways":["g"],"http":[
                 {"route":[{"destination":{"host":"s","subset":"blue"}}]}]}}
                """),
            DestinationRules = Of("DestinationRule", "{}"),
            Services = Of("Service", """{"metadata":{"name":"s"},"spec":{"ports":[{"port":80}]}}"""),
            Endpoints = Of("Endpoints", "{}"),
            Pods = Of("Pod", "{}"),
        };
        var table = RouteTableBuilder.Build(objects, Labels);
        _ = table.Decide(
            new RequestHead("GET", "http", "a", "/a", "?q=1", new Microsoft.AspNetCore.Http.HeaderDictionary()),
            bound => bound - 1);

        IReadOnlyList<JsonObject> Of(string name, string json) =>
            [string.Equals(name, kind, StringComparison.Ordinal) ? odd : JsonNode.Parse(json)!.AsObject()];
    }
}
