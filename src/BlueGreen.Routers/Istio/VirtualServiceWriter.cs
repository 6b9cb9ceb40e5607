using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Routers.Istio;

/// <summary>Makes the VirtualService that is wanted out of the one that is there. Pure: object + color →
/// object.</summary>
/// <remarks>
/// A switch starts from the object on the cluster, not from a manifest: whatever a team changed there since the
/// deploy, time-outs
/// or headers, stays. Only the subsets of the default routes move. Before the first release the default routes wait
/// in an
/// annotation, and a refusal stands in their place.
/// </remarks>
internal static class VirtualServiceWriter
{
    private const string Waiting = IstioNames.Prefix + "waiting-routes";

    /// <summary>Makes the VirtualService with the test route open, from a template rendered for these colors.</summary>
    /// <param name="template">The VirtualService of the manifests, or a generated one.</param>
    /// <param name="colors">The color cookie holders reach, and the one everybody else reaches: null before the first
    /// release.</param>
    /// <param name="names">Tells which destinations are ours.</param>
    /// <param name="cookie">The test cookie.</param>
    /// <returns>The wanted object.</returns>
    public static JsonObject Open(
        JsonObject template, (Color Target, Color? Live) colors, IstioNames names, string cookie)
    {
        var wanted = template.DeepClone().AsObject();
        var routes = VirtualServiceReader.Routes(wanted);
        var tests = routes.Where(VirtualServiceReader.IsTestRoute).ToList();
        if (tests.Count == 0)
        {
            throw IstioErrors.NoTestRoute(KubeObject.NameOf(wanted) ?? "?");
        }

        if (VirtualServiceReader.OtherSection(wanted, names) is { } section)
        {
            throw IstioErrors.NotOnlyHttp(wanted, section);
        }

        foreach (var test in tests)
        {
            Point(test, colors.Target, names);
            MatchCookie(test, cookie);
        }

        var defaults = routes.Except(tests).ToList();
        if (!defaults.Exists(route => VirtualServiceReader.Subsets(route, names).Any()))
        {
            throw IstioErrors.NoDefaultRoute(KubeObject.NameOf(wanted) ?? "?", names.Host);
        }

        foreach (var route in defaults)
        {
            Point(route, colors.Live ?? colors.Target, names);
        }

        if (colors.Live is null)
        {
            Annotate(wanted, Waiting, new JsonArray([.. defaults.Select(route => route.DeepClone())]).ToJsonString());
            wanted["spec"]!["http"] = new JsonArray([.. tests.Select(route => route.DeepClone()), Refusal()]);
        }

        return wanted;
    }

    /// <summary>Makes the VirtualService that sends all users to a color, without a test route.</summary>
    /// <param name="current">The VirtualService on the cluster.</param>
    /// <param name="to">The color.</param>
    /// <param name="names">Tells which destinations are ours.</param>
    /// <returns>The wanted object.</returns>
    public static JsonObject Switch(JsonObject current, Color to, IstioNames names)
    {
        var wanted = Restate(current);
        var routes = WaitingRoutes(wanted) ?? [.. VirtualServiceReader.Routes(wanted).Where(IsDefault)];
        foreach (var route in routes)
        {
            Point(route, to, names);
        }

        wanted["spec"]!["http"] = new JsonArray([.. routes.Select(route => route.DeepClone())]);
        (wanted["metadata"]!["annotations"] as JsonObject)?.Remove(Waiting);
        return wanted;
    }

    /// <summary>Makes the VirtualService without a test route; nobody else is moved.</summary>
    /// <param name="current">The VirtualService on the cluster.</param>
    /// <returns>The wanted object.</returns>
    public static JsonObject Close(JsonObject current)
    {
        var wanted = Restate(current);
        var kept = VirtualServiceReader.Routes(wanted).Where(IsDefault).Select(route => route.DeepClone());
        wanted["spec"]!["http"] = new JsonArray([.. kept]);
        return wanted;
    }

    /// <summary>Copies an object from the cluster so that it can be applied again: without what the server fills
    /// in.</summary>
    /// <param name="current">The object on the cluster.</param>
    /// <returns>The copy.</returns>
    public static JsonObject Restate(JsonObject current)
    {
        var copy = current.DeepClone().AsObject();
        copy.Remove("status");
        var metadata = copy["metadata"]!.AsObject();
        string[] filledIn =
        [
            "managedFields", "uid", "resourceVersion", "generation", "creationTimestamp", "selfLink", "ownerReferences",
            "finalizers",
        ];
        foreach (var name in filledIn)
        {
            metadata.Remove(name);
        }

        (metadata["annotations"] as JsonObject)?.Remove("kubectl.kubernetes.io/last-applied-configuration");
        return copy;
    }

    /// <summary>Writes the stamp on an object.</summary>
    /// <param name="wanted">The object to change.</param>
    /// <param name="stamp">The stamp; what is null in it is not written.</param>
    public static void Stamp(JsonObject wanted, RouteStamp stamp)
    {
        StampGeneration(wanted, stamp.Generation);
        Annotate(wanted, IstioNames.Prefix + "previous-color", stamp.Previous?.ToName());
        Annotate(wanted, IstioNames.Prefix + "switched-at", stamp.SwitchedAt is null ? null : stamp.SwitchKey);
        Annotate(wanted, IstioNames.Prefix + "switched-by", stamp.SwitchedBy);
        Annotate(wanted, IstioNames.Prefix + "switch-kind", stamp switch
        {
            { SwitchedAt: null } => null,
            { WasRollback: true } => "rollback",
            _ => "activate",
        });
    }

    /// <summary>Writes the generation of a lease on an object.</summary>
    /// <param name="wanted">The object to change.</param>
    /// <param name="generation">The generation.</param>
    public static void StampGeneration(JsonObject wanted, long generation) =>
        Annotate(wanted, IstioNames.Prefix + "generation", generation.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes or removes one annotation.</summary>
    private static void Annotate(JsonObject wanted, string name, string? value)
    {
        var metadata = wanted["metadata"]!.AsObject();
        if (metadata["annotations"] is not JsonObject annotations)
        {
            metadata["annotations"] = annotations = [];
        }

        annotations.Remove(name);
        if (value is not null)
        {
            annotations[name] = value;
        }
    }

    private static bool IsDefault(JsonObject route) => !VirtualServiceReader.IsTestRoute(route);

    private static List<JsonObject>? WaitingRoutes(JsonObject wanted) =>
        (string?)wanted["metadata"]?["annotations"]?[Waiting] is { } json
            ? ParseWaiting(wanted, json)
            : null;

    private static List<JsonObject> ParseWaiting(JsonObject wanted, string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonArray { Count: > 0 } routes && routes.All(route => route is JsonObject)
                ? [.. routes.OfType<JsonObject>()]
                : throw IstioErrors.WaitingUnreadable(wanted, cause: null);
        }
        catch (JsonException broken)
        {
            throw IstioErrors.WaitingUnreadable(wanted, broken);
        }
    }

    /// <summary>Sends a route's color destinations to a color, and lets its answers tell so.</summary>
    private static void Point(JsonObject route, Color color, IstioNames names)
    {
        var destinations = (route["route"] as JsonArray ?? [])
            .Select(entry => entry?["destination"]).OfType<JsonObject>()
            .Where(destination => names.IsOurs((string?)destination["host"])).ToList();
        foreach (var destination in destinations)
        {
            destination["subset"] = color.ToName();
        }

        if (destinations.Count > 0)
        {
            var headers = Child(route, "headers");
            Child(Child(headers, "response"), "set")[IstioNames.ColorHeader] = color.ToName();
        }
    }

    private static void MatchCookie(JsonObject route, string cookie)
    {
        foreach (var headers in route["match"]!.AsArray().Select(match => match!["headers"]).OfType<JsonObject>())
        {
            foreach (var name in headers.Select(header => header.Key).Where(VirtualServiceReader.IsCookie).ToList())
            {
                headers.Remove(name);
            }

            headers["cookie"] = new JsonObject { ["regex"] = CookieMatch.Expression(cookie) };
        }
    }

    private static JsonObject Refusal() => new()
    {
        ["name"] = "bluegreen-nothing-live",
        ["directResponse"] = new JsonObject
        {
            ["status"] = 503,
            ["body"] = new JsonObject { ["string"] = "No release is live yet.\n" },
        },
    };

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }
}
