using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Gateway;
using BlueGreen.MiniCluster.Gateway.Routing;

namespace BlueGreen.MiniCluster.Page;

/// <summary>Reads from a cluster's objects what the page says of its apps.</summary>
/// <param name="objects">The cluster.</param>
/// <param name="inFlight">Counts requests per pod.</param>
internal sealed class AppReader(ObjectSnapshot objects, IInFlight inFlight)
{
    private const string Prefix = "bluegreen.dev/";

    /// <summary>Reads all apps.</summary>
    /// <returns>One for each VirtualService that routes to a service, by name.</returns>
    public IReadOnlyList<AppState> Read() =>
        [.. objects.VirtualServices.Select(Read).OfType<AppState>().OrderBy(app => app.Name, StringComparer.Ordinal)];

    private static IEnumerable<JsonNode?> DestinationsOf(JsonObject route) =>
        route.Objects("route").Where(entry => entry.Whole("weight") is not 0).Select(entry => entry["destination"]);

    private static bool IsTestRoute(JsonObject route) =>
        route.Objects("match").Any(match => match["headers"].At("cookie") is not null);

    private static string? SubsetOf(IEnumerable<JsonObject> routes) =>
        routes.SelectMany(DestinationsOf).Select(destination => destination.Text("subset")).FirstOrDefault();

    private AppState? Read(JsonObject service)
    {
        var routes = service["spec"].Objects("http").ToList();
        var host = routes.SelectMany(DestinationsOf)
            .Select(destination => destination.Text("host"))
            .OfType<string>()
            .FirstOrDefault();
        if (host is null)
        {
            return null;
        }

        var (app, space) = (host.Split('.')[0], service.Namespace());
        var live = SubsetOf(routes.Where(route => !IsTestRoute(route)));
        var test = SubsetOf(routes.Where(IsTestRoute));
        var switches = service["metadata"].Map("annotations")
            .Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[Prefix.Length..], pair => pair.Value, StringComparer.Ordinal);
        return new AppState(app, live, test, ReadColors(app, space, [live, test]), switches, ReadQueue(app, space));
    }

    private IReadOnlyList<ColorPods> ReadColors(string app, string space, IEnumerable<string?> routed)
    {
        var deployments = ColorsOf(objects.Deployments, app, space);
        var pods = ColorsOf(objects.Pods, app, space);
        return [.. deployments.Select(group => group.Key)
            .Concat(pods.Select(group => group.Key))
            .Concat(routed.OfType<string>())
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(color => ReadColor(color, deployments[color].FirstOrDefault(), [.. pods[color]]))];
    }

    private ColorPods ReadColor(string color, JsonObject? deployment, IReadOnlyList<JsonObject> pods)
    {
        var labels = deployment?["metadata"].Map("labels");
        var annotations = deployment?["metadata"].Map("annotations");
        var spec = deployment?["spec"].At("template").At("spec") ?? (pods.Count > 0 ? pods[0]["spec"] : null);
        var image = spec.Objects("containers").FirstOrDefault().Text("image");
        var version = annotations?.GetValueOrDefault($"{Prefix}version")
            ?? annotations?.GetValueOrDefault($"{Prefix}tag")
            ?? (image?.LastIndexOf(':') is > 0 and var colon ? image[(colon + 1)..] : image);
        var releaseId = labels?.GetValueOrDefault($"{Prefix}release-id");
        return new ColorPods(color, version, releaseId, [.. pods.Select(ReadPod)]);
    }

    private PodState ReadPod(JsonObject pod)
    {
        var isReady = pod["status"].Objects("conditions").Any(condition =>
            condition.Text("type") is "Ready" && condition.Text("status") is "True");
        var status = pod["metadata"].Text("deletionTimestamp") is not null
            ? "Terminating"
            : isReady ? "Ready" : pod["status"].Text("phase") is { } phase and not "Running" ? phase : "Not ready";
        return new PodState(pod.Name(), status, inFlight.Count(pod.Namespace(), pod.Name()));
    }

    private static ILookup<string, JsonObject> ColorsOf(IEnumerable<JsonObject> items, string app, string space) =>
        items.Where(item => item.Namespace().Equals(space, StringComparison.Ordinal))
        .Select(item => (Item: item, Labels: item["metadata"].Map("labels")))
        .Where(entry => app.Equals(entry.Labels.GetValueOrDefault("app"), StringComparison.Ordinal))
        .Where(entry => entry.Labels.ContainsKey("color"))
        .ToLookup(entry => entry.Labels["color"], entry => entry.Item, StringComparer.Ordinal);

    private QueueState? ReadQueue(string app, string space)
    {
        var lease = objects.Leases.FirstOrDefault(item =>
            item.Name().Equals($"{app}-blue-green", StringComparison.Ordinal)
            && item.Namespace().Equals(space, StringComparison.Ordinal));
        if (lease is null)
        {
            return null;
        }

        var holder = lease["spec"].Text("holderIdentity");
        var waiting = lease["metadata"].Map("annotations")
            .Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .SelectMany(pair => ReadTickets(pair.Value));
        return new QueueState(holder is { Length: > 0 } ? holder : null, [.. waiting]);
    }

    // Tickets are a JSON list; whatever else an annotation says is none of the page's business.
    private static List<string> ReadTickets(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonArray tickets ? tickets.Select(NameOf).OfType<string>().ToList() : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string? NameOf(JsonNode? ticket) => ticket switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonObject entry => entry.Text("holder") ?? entry.Text("releaseId") ?? entry.Text("id"),
        _ => null,
    };
}
