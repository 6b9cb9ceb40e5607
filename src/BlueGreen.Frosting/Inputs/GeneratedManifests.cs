using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Frosting.Images;
using BlueGreen.Options;
using BlueGreen.Releases;

namespace BlueGreen.Frosting.Inputs;

/// <summary>Service and Deployment for an app that brings no manifests.</summary>
internal static class GeneratedManifests
{
    /// <summary>Makes the Service: both colors, which of them answers is the route's business.</summary>
    /// <param name="app">The app.</param>
    /// <returns>The Service.</returns>
    public static JsonObject Service(string app) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Service",
        ["metadata"] = new JsonObject { ["name"] = app, ["labels"] = new JsonObject { ["app"] = app } },
        ["spec"] = new JsonObject
        {
            ["selector"] = new JsonObject { ["app"] = app },
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["port"] = 80, ["targetPort"] = "http" }),
        },
    };

    /// <summary>Makes the Deployment of a release.</summary>
    /// <param name="inputs">The options.</param>
    /// <param name="release">The release.</param>
    /// <returns>The Deployment.</returns>
    /// <exception cref="ReleaseException">There is no image to deploy.</exception>
    public static JsonObject Deployment(ReleaseInputs inputs, Release release)
    {
        if (inputs.Options.Image is null)
        {
            throw new ReleaseException(
                ExitCode.Usage,
                "There is nothing to deploy.",
                "bluegreen.yml names no image, and there is no folder with manifests.",
                "Set 'image: registry/app:$VERSION' in bluegreen.yml, or write manifests/deployment.yml.");
        }

        var image = DeployedImage.Of(inputs, release).Reference;
        return Deployment(inputs.Options, new ColorTexts(release.Target.ToName(), image, release.Tag.Version));
    }

    /// <summary>Makes the Deployment of a color.</summary>
    /// <param name="options">The options.</param>
    /// <param name="texts">What is different in each release.</param>
    /// <returns>The Deployment.</returns>
    public static JsonObject Deployment(BlueGreenOptions options, ColorTexts texts) => new()
    {
        ["apiVersion"] = "apps/v1",
        ["kind"] = "Deployment",
        ["metadata"] = new JsonObject
        {
            ["name"] = $"{options.App}-{texts.Color}",
            ["labels"] = Labels(options.App, texts.Color),
        },
        ["spec"] = new JsonObject
        {
            ["replicas"] = options.Replicas,
            ["selector"] = new JsonObject { ["matchLabels"] = Labels(options.App, texts.Color) },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = Labels(options.App, texts.Color) },
                ["spec"] = new JsonObject { ["containers"] = new JsonArray(Container(options, texts)) },
            },
        },
    };

    /// <summary>Makes the labels of a color.</summary>
    /// <param name="app">The app.</param>
    /// <param name="color">The color.</param>
    /// <returns>The labels.</returns>
    public static JsonObject Labels(string app, string color) => new() { ["app"] = app, ["color"] = color };

    private static JsonObject Container(BlueGreenOptions options, ColorTexts texts) => new()
    {
        ["name"] = options.App,
        ["image"] = texts.Image,
        ["ports"] = new JsonArray(new JsonObject { ["name"] = "http", ["containerPort"] = options.Port }),
        ["env"] = new JsonArray(Variable("PORT", $"{options.Port}"), Variable("APP_VERSION", texts.Version)),
        ["readinessProbe"] = new JsonObject
        {
            ["httpGet"] = new JsonObject { ["path"] = options.ReadyPath, ["port"] = "http" },
            ["periodSeconds"] = 1,
        },
    };

    private static JsonObject Variable(string name, string value) => new() { ["name"] = name, ["value"] = value };
}

/// <summary>What is different in the Deployment of each release; references to variables, when it is written
/// out.</summary>
/// <param name="Color">The color.</param>
/// <param name="Image">The image.</param>
/// <param name="Version">The version.</param>
internal sealed record ColorTexts(string Color, string Image, string Version);
