using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Objects;

namespace BlueGreen.Routers.Istio;

/// <summary>The Istio objects a release starts from: the user's own, or generated ones.</summary>
/// <param name="Gateway">The Gateway, or null when the mesh already has one for the host.</param>
/// <param name="VirtualService">The VirtualService with a test route and a default route.</param>
/// <param name="DestinationRule">The DestinationRule; its color subsets are merged, not obeyed.</param>
public sealed record IstioTemplates(JsonObject? Gateway, JsonObject VirtualService, JsonObject DestinationRule)
{
    private const string ApiVersion = "networking.istio.io/v1";

    /// <summary>Gets the names in the templates.</summary>
    /// <param name="app">The app.</param>
    /// <param name="namespaceName">Its namespace.</param>
    /// <returns>The names.</returns>
    public IstioNames NamesOf(string app, string namespaceName) => new(
        app,
        namespaceName,
        (string)VirtualService["metadata"]!["name"]!,
        (string)DestinationRule["metadata"]!["name"]!,
        (string)DestinationRule["spec"]!["host"]!);

    /// <summary>Generates the objects for an app that brings none.</summary>
    /// <param name="app">The app: name of its service too.</param>
    /// <param name="hosts">The hosts users call; <c>*</c> for any.</param>
    /// <param name="cookie">The test cookie.</param>
    /// <returns>The templates, without namespaces.</returns>
    public static IstioTemplates Generate(string app, IReadOnlyList<string> hosts, string cookie) => new(
        new JsonObject
        {
            ["apiVersion"] = ApiVersion,
            ["kind"] = "Gateway",
            ["metadata"] = new JsonObject { ["name"] = $"{app}-gateway" },
            ["spec"] = new JsonObject
            {
                ["selector"] = new JsonObject { ["istio"] = "ingressgateway" },
                ["servers"] = new JsonArray(new JsonObject
                {
                    ["port"] = new JsonObject { ["number"] = 80, ["name"] = "http", ["protocol"] = "HTTP" },
                    ["hosts"] = Strings(hosts),
                }),
            },
        },
        new JsonObject
        {
            ["apiVersion"] = ApiVersion,
            ["kind"] = "VirtualService",
            ["metadata"] = new JsonObject { ["name"] = $"{app}-blue-green" },
            ["spec"] = new JsonObject
            {
                ["hosts"] = Strings(hosts),
                ["gateways"] = new JsonArray($"{app}-gateway"),
                ["http"] = new JsonArray(TestRoute(app, cookie), Route($"{app}-default", app)),
            },
        },
        new JsonObject
        {
            ["apiVersion"] = ApiVersion,
            ["kind"] = "DestinationRule",
            ["metadata"] = new JsonObject { ["name"] = $"{app}-blue-green" },
            ["spec"] = new JsonObject { ["host"] = app, ["subsets"] = new JsonArray() },
        });

    /// <summary>Takes the objects of the user's rendered manifests, and generates what they do not bring.</summary>
    /// <param name="objects">The objects of gateway.yml, route-test.yml and route.yml.</param>
    /// <param name="generated">What we would generate.</param>
    /// <returns>The templates.</returns>
    public static IstioTemplates Of(IEnumerable<JsonObject> objects, IstioTemplates generated)
    {
        ArgumentNullException.ThrowIfNull(generated);
        var all = objects.Select(Modern).ToList();
        var routes = all.Where(o => Is(o, "VirtualService")).ToList();
        var test = routes.FirstOrDefault(o => VirtualServiceReader.Routes(o).Any(VirtualServiceReader.IsTestRoute));
        var route = test ?? (routes.Count == 0 ? generated.VirtualService : throw IstioErrors.NoTestRoute(
            (string?)routes[0]["metadata"]?["name"] ?? "?"));
        var rule = all.FirstOrDefault(o => Is(o, "DestinationRule")) ?? generated.DestinationRule;
        var gateway = all.FirstOrDefault(o => Is(o, "Gateway")) ?? (routes.Count == 0 ? generated.Gateway : null);
        Require(route, "metadata", "name");
        Require(rule, "metadata", "name");
        Require(rule, "spec", "host");
        Require(gateway ?? route, "metadata", "name");
        return new IstioTemplates(gateway, route, rule);
    }

    /// <summary>Demands weights that are shares: the API server takes any number where Istio itself is not
    /// asked.</summary>
    /// <exception cref="Errors.ReleaseException">A route's weights are not 100 together.</exception>
    public void RequireShares() => RouteWeights.Require(VirtualService);

    private static void Require(JsonObject value, string parent, string member)
    {
        if (string.IsNullOrEmpty(KubeObject.Text(value, parent, member)))
        {
            throw IstioErrors.Incomplete(value, $"{parent}.{member}");
        }
    }

    /// <summary>All versions of these kinds have the same fields; one version is written, so that ownership stays in
    /// one place.</summary>
    private static JsonObject Modern(JsonObject value)
    {
        var copy = value.DeepClone().AsObject();
        if (((string?)copy["apiVersion"])?.StartsWith("networking.istio.io/", StringComparison.Ordinal) == true)
        {
            copy["apiVersion"] = ApiVersion;
        }

        return copy;
    }

    private static bool Is(JsonObject value, string kind) =>
        string.Equals((string?)value["kind"], kind, StringComparison.Ordinal);

    private static JsonObject TestRoute(string app, string cookie)
    {
        var route = Route($"{app}-test", app);
        route.Insert(1, "match", new JsonArray(new JsonObject
        {
            ["headers"] = new JsonObject { ["cookie"] = new JsonObject { ["regex"] = CookieMatch.Expression(cookie) } },
        }));
        return route;
    }

    private static JsonObject Route(string name, string host) => new()
    {
        ["name"] = name,
        ["route"] = new JsonArray(new JsonObject { ["destination"] = new JsonObject { ["host"] = host } }),
    };

    private static JsonArray Strings(IEnumerable<string> values) => [.. values.Select(value => (JsonNode)value)];
}
