using System.Text.Json.Nodes;
using BlueGreen.Releases;
using BlueGreen.Routers.Istio;

namespace BlueGreen.Routers.Cluster;

/// <summary>The objects of one release, rendered and parsed.</summary>
/// <param name="Shared">What both colors use, such as the Service; applied first.</param>
/// <param name="Colored">What belongs to the release's color: its Deployments and whatever they need.</param>
public sealed record ReleaseObjects(IReadOnlyList<JsonObject> Shared, IReadOnlyList<JsonObject> Colored);

/// <summary>Renders the objects of a release, from the user's manifests or by generating them.</summary>
/// <remarks>Contract: rendering the same release twice gives the same objects; errors are usage errors (exit code
/// 2).</remarks>
public interface IReleaseManifests
{
    /// <summary>Renders what is deployed.</summary>
    /// <param name="release">The release.</param>
    /// <returns>The objects.</returns>
    ReleaseObjects Render(Release release);

    /// <summary>Renders the routes for a target and a live color.</summary>
    /// <param name="target">The color cookie holders will reach.</param>
    /// <param name="live">The color everybody else reaches, or null before the first release.</param>
    /// <returns>The templates.</returns>
    IstioTemplates RenderRoutes(Color target, Color? live);
}
