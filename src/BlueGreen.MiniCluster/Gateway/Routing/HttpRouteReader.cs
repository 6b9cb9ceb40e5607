using System.Text;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>Reads one entry of a VirtualService's <c>http</c> list.</summary>
/// <param name="namespaceName">The VirtualService's namespace: short hosts are resolved there.</param>
internal sealed class HttpRouteReader(string namespaceName)
{
    /// <summary>Reads a route.</summary>
    /// <param name="name">How messages call it.</param>
    /// <param name="node">The <c>HTTPRoute</c>.</param>
    /// <returns>The route.</returns>
    /// <exception cref="RouteException">A part of it cannot be used; the route must then not be used at
    /// all.</exception>
    public HttpRoute Read(string name, JsonObject node)
    {
        var matches = node.Objects("match").Select(RouteMatch.Parse).ToList();
        return new HttpRoute(name, matches.Count == 0 ? [RouteMatch.Anything] : matches, ReadAction(node))
        {
            Fault = ReadFault(node["fault"]),
            Request = HeaderOperations.Parse(node["headers"].At("request")),
            Response = HeaderOperations.Parse(node["headers"].At("response")),
        };
    }

    private static RedirectAction ReadRedirect(JsonObject node)
    {
        var status = node.Whole("redirectCode") ?? 301;
        return status is 301 or 302 or 303 or 307 or 308
            ? new RedirectAction(
                status, node.Text("uri"), node.Text("authority"), node.Text("scheme"), node.Whole("port"))
            : throw new RouteException($"redirect.redirectCode {status} is not one of 301, 302, 303, 307, 308");
    }

    private static DirectAction ReadDirect(JsonObject node)
    {
        var body = node["body"];
        var bytes = body.Text("bytes") is { } encoded ? Convert.FromBase64String(encoded) : null;
        var status = StatusOf(node, "status", "directResponse.status");
        return new DirectAction(status, bytes ?? Encoding.UTF8.GetBytes(body.Text("string") ?? ""));
    }

    private static int StatusOf(JsonNode node, string name, string field) =>
        node.Whole(name) is { } status and >= 200 and < 600
            ? status
            : throw new RouteException($"{field} is not a status from 200 to 599");

    private static Fault? ReadFault(JsonNode? node)
    {
        if (node is not JsonObject)
        {
            return null;
        }

        var abort = node.At("abort") as JsonObject;
        return new Fault(
            Duration.Parse(node.At("delay").Text("fixedDelay"), "fault.delay.fixedDelay"),
            PercentageOf(node.At("delay"), whenMissing: 100),
            abort is null ? null : StatusOf(abort, "httpStatus", "fault.abort.httpStatus"),
            PercentageOf(abort, whenMissing: 100));
    }

    private static double PercentageOf(JsonNode? node, double whenMissing) =>
        node.At("percentage").Number("value") ?? whenMissing;

    private static int WeightOf(JsonObject entry, bool isOnly)
    {
        var weight = entry.Whole("weight") ?? 0;
        if (weight is < 0 or > 1_000_000)
        {
            throw new RouteException($"weight {weight} is not from 0 to 1000000");
        }

        return isOnly ? 100 : weight;
    }

    private RouteAction ReadAction(JsonObject node)
    {
        if (node["redirect"] is JsonObject redirect)
        {
            return ReadRedirect(redirect);
        }

        if (node["directResponse"] is JsonObject direct)
        {
            return ReadDirect(direct);
        }

        return node["delegate"] is null
            ? ReadForward(node)
            : throw new RouteException("delegate is not supported; write the delegate's routes here");
    }

    private ForwardAction ReadForward(JsonObject node)
    {
        var entries = node.Objects("route").ToList();
        var destinations = entries.ConvertAll(entry => new WeightedDestination(
            Destination.Parse(entry["destination"], namespaceName),
            WeightOf(entry, entries.Count == 1),
            HeaderOperations.Parse(entry["headers"].At("request")),
            HeaderOperations.Parse(entry["headers"].At("response"))));
        if (destinations.Sum(destination => (long)destination.Weight) is <= 0 or > int.MaxValue)
        {
            throw new RouteException("route has no destination with a weight above 0");
        }

        return new ForwardAction(destinations)
        {
            Rewrite = Rewrite.Parse(node["rewrite"]),
            Timeout = Duration.Parse(node.Text("timeout"), "timeout"),
            Retries = RetryPolicy.Parse(node["retries"]),
            Mirrors = [.. ReadMirrors(node)],
        };
    }

    private IEnumerable<Mirror> ReadMirrors(JsonObject node)
    {
        if (node["mirror"] is JsonObject single)
        {
            var share = node["mirrorPercentage"].Number("value") ?? node.Number("mirrorPercent") ?? 100;
            yield return new Mirror(Destination.Parse(single, namespaceName), share);
        }

        foreach (var mirror in node.Objects("mirrors"))
        {
            yield return new Mirror(
                Destination.Parse(mirror["destination"], namespaceName), PercentageOf(mirror, whenMissing: 100));
        }
    }
}
