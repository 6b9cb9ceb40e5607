using System.Text.Json.Nodes;
using BlueGreen.Releases;
using BlueGreen.Routers.Cluster;
using BlueGreen.Routers.Istio;

namespace BlueGreen.Routers.Tests.Support;

/// <summary>The objects of a small app, as its cluster and its manifests have them.</summary>
internal sealed class Samples : IReleaseManifests
{
    public const string Rule =
        """
        {"apiVersion":"networking.istio.io/v1","kind":"DestinationRule","metadata":{"name":"app-blue-green"},
         "spec":{"host":"app","trafficPolicy":{"loadBalancer":{"simple":"LEAST_REQUEST"}},
         "subsets":[{"name":"blue","labels":{"color":"blue"}},{"name":"green","labels":{"color":"green"}}]}}
        """;

    public const string Route =
        """
        {"apiVersion":"networking.istio.io/v1","kind":"VirtualService","metadata":{"name":"app-blue-green"},
         "spec":{"hosts":["*"],"http":[{"name":"app-default","timeout":"3s",
         "route":[{"destination":{"host":"app","subset":"blue"}}]}]}}
        """;

    /// <summary>Gets or sets what else of the color is deployed.</summary>
    public string[] Extra { get; set; } = [];

    /// <summary>Gets or sets what the app's password is.</summary>
    public string Password { get; set; } = "sesame";

    public static Release Release(string id = "r2", string tag = "v2-green") => new(
        "app",
        new ReleaseTag(tag, tag[1..2], tag.EndsWith("blue", StringComparison.Ordinal) ? Color.Blue : Color.Green),
        id, "c0ffee", "ann", null);

    public static string Deployment(
        string release = "r1", string color = "green", string status = "{}", string template = "{}",
        int generation = 1) =>
        $$$"""
        {"apiVersion":"apps/v1","kind":"Deployment",
         "metadata":{"name":"app-{{{color}}}","generation":{{{generation}}},
         "labels":{"app":"app","color":"{{{color}}}","bluegreen.dev/release-id":"{{{release}}}"},
         "annotations":{"bluegreen.dev/tag":"v1-{{{color}}}"}},
         "spec":{"replicas":1,"template":{{{template}}} },"status":{{{status}}} }
        """;

    public ReleaseObjects Render(Release release) => new(
        [Parse("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"app"},"spec":{"selector":{"app":"app"}}}""")],
        [
            .. Extra.Select(Parse),
            Parse($$$"""
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"app-{{{release.Target.ToName()}}}"},
                 "spec":{"replicas":1,"template":{"spec":{"containers":[
                   {"name":"app","image":"app:{{{release.Tag.Version}}}",
                    "env":[{"name":"DB_PASSWORD","value":"{{{Password}}}"}]}
                 ] } } } }
                """),
        ]);

    public IstioTemplates RenderRoutes(Color target, Color? live) => IstioTemplates.Generate("app", ["*"], "test=true");

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
