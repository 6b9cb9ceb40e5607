using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Definitions;

/// <summary>CustomResourceDefinitions as tests send them.</summary>
internal static class Definition
{
    public const string Path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    /// <summary>A definition of one version, whose spec holds what the properties say.</summary>
    public static string Of(string plural, string properties, string more = "", string subresources = "{}")
    {
        var kind = char.ToUpperInvariant(plural[0]) + plural[1..^1];
        var text = $$"""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
             "metadata":{"name":"{{plural}}.example.dev"},
             "spec":{"group":"example.dev","scope":"Namespaced",
               "names":{"plural":"{{plural}}","kind":"{{kind}}","shortNames":["{{plural[..3]}}"]},
               "versions":[{"name":"v1","served":true,"storage":true,"subresources":{{subresources}},
                 "schema":{"openAPIV3Schema":{"type":"object","properties":{
                   "spec":{"type":"object","properties":{{properties}}{{more}} },
                   "status":{"type":"object","properties":{
                     "replicas":{"type":"integer"},"selector":{"type":"string"},"seen":{"type":"integer"} }
                   } } } } }] } }
            """;
        return JsonNode.Parse(text)!.ToJsonString();
    }

    /// <summary>An object of such a definition.</summary>
    public static string Object(string plural, string name, string spec, string metadata = "")
    {
        var kind = char.ToUpperInvariant(plural[0]) + plural[1..^1];
        return $$"""
            {"apiVersion":"example.dev/v1","kind":"{{kind}}","metadata":{"name":"{{name}}"{{metadata}}},"spec":{{spec}}}
            """;
    }

    public static string Objects(string plural, string namespaceName = "default") =>
        $"/apis/example.dev/v1/namespaces/{namespaceName}/{plural}";
}
