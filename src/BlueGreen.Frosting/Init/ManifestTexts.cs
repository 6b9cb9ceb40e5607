using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Options;
using BlueGreen.Routers.Istio;

namespace BlueGreen.Frosting.Init;

/// <summary>The manifests that Init writes: the generated ones for reading, with what an old Deployment had.
/// Pure.</summary>
internal static class ManifestTexts
{
    private const string Test = "$" + BuiltInVariables.ColorTest;
    private const string Active = "$" + BuiltInVariables.ColorActive;
    private static readonly ColorTexts Texts = new(Test, "$" + BuiltInVariables.Image, "$VERSION");

    /// <summary>Makes them.</summary>
    /// <param name="options">The options, as they will stand in <c>bluegreen.yml</c>.</param>
    /// <param name="old">The Deployment the app has had until now, or null.</param>
    /// <returns>The texts by file name.</returns>
    public static ImmutableSortedDictionary<string, string> Of(BlueGreenOptions options, JsonObject? old)
    {
        var routes = IstioTemplates.Generate(options.App, [options.Host], options.Cookie.ToString());
        var (deployment, port) = DeploymentOf(options, old);
        var service = GeneratedManifests.Service(options.App);
        service["spec"]!["ports"]![0]!["targetPort"] = port;
        var test = routes.VirtualService.DeepClone().AsObject();
        SetSubset(test, 0, Test);
        SetSubset(test, 1, Active);
        var live = routes.VirtualService.DeepClone().AsObject();
        live["spec"]!["http"]!.AsArray().RemoveAt(0);
        SetSubset(live, 0, Active);
        var rule = routes.DestinationRule.DeepClone().AsObject();
        rule["spec"]!["subsets"] = new JsonArray(Subset("blue"), Subset("green"));
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["service.yml"] = File("Both colors; which of them answers is said in route.yml.", service),
            ["deployment.yml"] = File(
                "One color. COLOR_TEST is the color of the release, IMAGE its image: by digest after --target=Push.",
                deployment),
            ["gateway.yml"] = File("Where users come in.", routes.Gateway!),
            ["route-test.yml"] = File(
                "While a version is tested: who has the cookie reaches it, all others what they reached before.",
                test,
                rule),
            ["route.yml"] = File("The steady state: everybody reaches the live color.", live, rule),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static string File(string comment, params IEnumerable<JsonObject> objects) =>
        $"# {comment}\n" + string.Join("---\n", objects.Select(YamlText.Of));

    private static JsonObject Subset(string color) =>
        new() { ["name"] = color, ["labels"] = new JsonObject { ["color"] = color } };

    private static void SetSubset(JsonObject route, int index, string color) =>
        route["spec"]!["http"]![index]!["route"]![0]!["destination"]!["subset"] = color;

    /// <summary>Puts the old pods into the new Deployment: all but labels, image and the name of the port.</summary>
    private static (JsonObject Deployment, JsonNode Port) DeploymentOf(BlueGreenOptions options, JsonObject? old)
    {
        var made = GeneratedManifests.Deployment(options, Texts);
        if (Place.Find(old, "spec", "template", "spec", "containers", "0") is not JsonObject)
        {
            return (made, "http");
        }

        var pods = Place.Find(old, "spec", "template", "spec")!.DeepClone().AsObject();
        var container = pods["containers"]![0]!.AsObject();
        container["image"] = Texts.Image;
        var fresh = Place.Find(made, "spec", "template", "spec", "containers", "0")!.AsObject();
        foreach (var missing in fresh.Where(each => !container.ContainsKey(each.Key)).ToList())
        {
            container[missing.Key] = missing.Value?.DeepClone();
        }

        made["spec"]!["template"]!["spec"] = pods;
        TakeOver(old!, made);
        return (made, PortOf(container, options.Port));
    }

    private static void TakeOver(JsonObject old, JsonObject made)
    {
        if (Place.Find(old, "spec", "replicas") is JsonValue replicas && replicas.TryGetValue<int>(out _))
        {
            made["spec"]!["replicas"] = replicas.DeepClone();
        }

        foreach (var key in new[] { "strategy", "minReadySeconds", "progressDeadlineSeconds" })
        {
            if (Place.Find(old, "spec", key) is { } value)
            {
                made["spec"]![key] = value.DeepClone();
            }
        }

        var metadata = made["spec"]!["template"]!["metadata"]!.AsObject();
        if (Place.Find(old, "spec", "template", "metadata", "annotations") is { } annotations)
        {
            metadata["annotations"] = annotations.DeepClone();
        }

        var labels = metadata["labels"]!.AsObject();
        foreach (var (name, value) in Place.Find(old, "spec", "template", "metadata", "labels") as JsonObject ?? [])
        {
            // A label that changes with each deploy was how the old pipeline told its deployments apart.
            if (!labels.ContainsKey(name) && value?.ToString().Contains('$', StringComparison.Ordinal) == false)
            {
                labels[name] = value.DeepClone();
            }
        }
    }

    /// <summary>The Service refers to the port by name where it has one, and to the number where it has none.</summary>
    private static JsonNode PortOf(JsonObject container, int port)
    {
        foreach (var each in container["ports"] as JsonArray ?? [])
        {
            if (Place.Find(each, "containerPort")?.ToString() is { } number
                && string.Equals(number, $"{port}", StringComparison.Ordinal))
            {
                return Place.Find(each, "name")?.DeepClone() ?? port;
            }
        }

        return port;
    }
}
