using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Frosting.Images;
using BlueGreen.Releases;

namespace BlueGreen.Frosting.Inputs;

/// <summary>Service and Deployment for an app that brings no manifests.</summary>
internal sealed class GeneratedManifests
{
    private readonly ReleaseInputs _inputs;
    private readonly Release _release;

    private GeneratedManifests(ReleaseInputs inputs, Release release) => (_inputs, _release) = (inputs, release);

    /// <summary>Gets the Service: both colors, which of them answers is the route's business.</summary>
    public JsonObject Service => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Service",
        ["metadata"] = new JsonObject { ["name"] = App, ["labels"] = new JsonObject { ["app"] = App } },
        ["spec"] = new JsonObject
        {
            ["selector"] = new JsonObject { ["app"] = App },
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["port"] = 80, ["targetPort"] = "http" }),
        },
    };

    private string App => _inputs.Options.App;

    /// <summary>Makes a generator.</summary>
    /// <param name="inputs">The options.</param>
    /// <param name="release">The release.</param>
    /// <returns>The generator.</returns>
    public static GeneratedManifests Of(ReleaseInputs inputs, Release release) => new(inputs, release);

    /// <summary>Makes the Deployment.</summary>
    /// <returns>The Deployment.</returns>
    /// <exception cref="ReleaseException">There is no image to deploy.</exception>
    public JsonObject Deployment() => new()
    {
        ["apiVersion"] = "apps/v1",
        ["kind"] = "Deployment",
        ["metadata"] = new JsonObject { ["name"] = $"{App}-{_release.Target.ToName()}", ["labels"] = Labels() },
        ["spec"] = new JsonObject
        {
            ["replicas"] = _inputs.Options.Replicas,
            ["selector"] = new JsonObject { ["matchLabels"] = Labels() },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = Labels() },
                ["spec"] = new JsonObject { ["containers"] = new JsonArray(Container()) },
            },
        },
    };

    private JsonObject Labels() => new() { ["app"] = App, ["color"] = _release.Target.ToName() };

    private JsonObject Container() => new()
    {
        ["name"] = App,
        ["image"] = Image(),
        ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["containerPort"] = _inputs.Options.Port }),
        ["env"] = new JsonArray(
            Variable("PORT", $"{_inputs.Options.Port}"), Variable("APP_VERSION", _release.Tag.Version)),
        ["readinessProbe"] = new JsonObject
        {
            ["httpGet"] = new JsonObject { ["path"] = _inputs.Options.ReadyPath, ["port"] = "http" },
            ["periodSeconds"] = 1,
        },
    };

    private static JsonObject Variable(string name, string value) => new() { ["name"] = name, ["value"] = value };

    private string Image()
    {
        if (_inputs.Options.Image is null)
        {
            throw new ReleaseException(
                ExitCode.Usage,
                "There is nothing to deploy.",
                "bluegreen.yml names no image, and there is no folder with manifests.",
                "Set 'image: registry/app:$VERSION' in bluegreen.yml, or write manifests/deployment.yml.");
        }

        return DeployedImage.Of(_inputs, _release).Reference;
    }
}
