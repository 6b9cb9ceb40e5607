using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Routers.Istio;

/// <summary>Words what is wrong with a route.</summary>
internal static class IstioErrors
{
    /// <summary>The default route does not say which color is live.</summary>
    public static ReleaseException NoSingleColor(JsonObject virtualService, IReadOnlyList<string?> subsets)
    {
        var name = (string?)virtualService["metadata"]?["name"];
        var seen = string.Join(", ", subsets.Select(subset => subset ?? "no subset at all (every pod of the service)"));
        return new ReleaseException(
            ExitCode.NotSwitched,
            $"VirtualService {name} does not say which color is live.",
            $"Its routes without the test cookie send requests to: {seen}.",
            $"Let them name exactly one subset, blue or green: kubectl edit virtualservice {name}.");
    }

    /// <summary>A part of the traffic would stay where it is when users are switched.</summary>
    public static ReleaseException NotOnlyHttp(JsonObject virtualService, string section) => new(
        ExitCode.NotSwitched,
        $"VirtualService {(string?)virtualService["metadata"]?["name"]} cannot be switched as a whole.",
        $"Its section spec.{section} routes to the service too, and only spec.http is switched.",
        $"Move spec.{section} to a VirtualService and a service of its own.");

    /// <summary>A manifest lacks what every object of its kind has.</summary>
    public static ReleaseException Incomplete(JsonObject value, string path) => new(
        ExitCode.Usage,
        $"{(string?)value["kind"]} {KubeObject.NameOf(value) ?? "without a name"} of the manifests is not complete.",
        $"It has no {path}, or it is not a text.",
        $"Add {path}, or delete the file: we then generate the object.");

    /// <summary>Requests would be shared out as nobody can mean it.</summary>
    public static ReleaseException NoShares(
        JsonObject virtualService, string? route, IEnumerable<string?> weights) => new(
        ExitCode.Usage,
        $"VirtualService {KubeObject.NameOf(virtualService)} of the manifests shares out requests by weights that are "
            + "no shares.",
        $"The destinations of {(route is null ? "a route" : $"route '{route}'")} have the weights "
            + $"{string.Join(", ", weights.Select(weight => weight ?? "(none)"))}.",
        "Give each a whole number from 0 to 100, and all of a route together 100.");

    /// <summary>A user's VirtualService would leave users without any route.</summary>
    public static ReleaseException NoDefaultRoute(string name, string host) => new(
        ExitCode.Usage,
        $"VirtualService {name} of the manifests has no route for users.",
        $"No entry of spec.http without a match on the cookie has the destination host {host}.",
        "Write one with $COLOR_ACTIVE as its subset (see docs/routers/istio.md), or delete the file: we then " +
            "generate it.");

    /// <summary>The note of the routes that wait for the first switch was changed by hand.</summary>
    public static ReleaseException WaitingUnreadable(JsonObject virtualService, Exception? cause) => new(
        ExitCode.NotSwitched,
        $"VirtualService {(string?)virtualService["metadata"]?["name"]} does not say where users are to go.",
        $"Its annotation {IstioNames.Prefix}waiting-routes holds no list of routes to the service.",
        "Somebody edited it: run Deploy again, which writes it anew.",
        cause);

    /// <summary>A user's route-test.yml has no route for cookie holders.</summary>
    public static ReleaseException NoTestRoute(string name) => new(
        ExitCode.Usage,
        $"VirtualService {name} of the manifests has no test route.",
        "No entry of spec.http matches on the cookie header and names $COLOR_TEST as its subset.",
        "Write one in manifests/route-test.yml (see docs/routers/istio.md), or delete the file: we then generate it.");

    /// <summary>A newer lease holder has written.</summary>
    public static RouteChangedException Fenced(RouteStamp stamp, long generation) => new(
        "The route was not written.",
        $"It carries lease generation {stamp.Generation}, and ours is {generation}: another pipeline took over.",
        "This run is stale. Run ./build.sh --target=Status to see what the other one did.");

    /// <summary>The object changed since it was observed.</summary>
    public static RouteChangedException Changed(string what, Exception cause) => new(
        $"{what} was not written.",
        $"Somebody changed it since it was read: {cause.Message}",
        "Run ./build.sh --target=Status, and the same target again if it is still wanted.",
        cause);

    /// <summary>A subset is to be removed that a route still names.</summary>
    public static ReleaseException StillNamed(Color color, RouteState route) => new(
        ExitCode.NotSwitched,
        $"The subset of {color.ToName()} must not be removed.",
        $"A route still names it: {route.Describe()}.",
        "Move users with Activate or Rollback first.");

    /// <summary>Users would be sent to a subset that does not exist.</summary>
    public static RouteChangedException NoSubset(Color color, IstioNames names) => new(
        $"Users were not moved to {color}.",
        $"DestinationRule {names.DestinationRule} has no subset for it, and a route must never name a missing one.",
        "Run Deploy again: it adds the subset.");

    /// <summary>Refuses a write under a lease that a newer one has replaced.</summary>
    /// <param name="stamp">What is on the object.</param>
    /// <param name="generation">The generation of our lease.</param>
    public static void RequireUnfenced(RouteStamp stamp, long generation)
    {
        if (stamp.Generation > generation)
        {
            throw Fenced(stamp, generation);
        }
    }
}
