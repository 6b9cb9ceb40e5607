using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BlueGreen.Frosting.Images;
using BlueGreen.Manifests;
using BlueGreen.Options;
using BlueGreen.Releases;
using BlueGreen.Routers.Cluster;
using BlueGreen.Routers.Istio;
using BlueGreen.Substituting;

namespace BlueGreen.Frosting.Inputs;

/// <summary>Renders the objects of a release: the user's manifests, or generated ones where they bring none.</summary>
/// <param name="inputs">Options and files.</param>
public sealed class ManifestRenderer(ReleaseInputs inputs) : IReleaseManifests
{
    private static readonly HashSet<ManifestRole> RouteRoles =
        [ManifestRole.Gateway, ManifestRole.RouteTest, ManifestRole.Route];

    /// <summary>Gets the namespace that the manifests name, or null.</summary>
    /// <returns>The namespace.</returns>
    public string? FindNamespace() => Load(Sample, null, role => true, allowUnset: true)?.Namespace;

    /// <summary>Gets the names of the route's objects.</summary>
    /// <param name="namespaceName">The namespace of the app.</param>
    /// <returns>The names.</returns>
    public IstioNames FindNames(string namespaceName) =>
        RenderRoutes(Color.Blue, Color.Green).NamesOf(inputs.Options.App, namespaceName);

    /// <summary>
    /// Renders everything of a release once, so that what is wrong is told before anything is touched.
    /// </summary>
    /// <param name="release">The release.</param>
    /// <exception cref="Errors.ReleaseException">Something is wrong; all of it is told at once.</exception>
    public void Check(Release release)
    {
        ArgumentNullException.ThrowIfNull(release);
        _ = FindImage(release);
        _ = Load(release, release.Target.Other(), role => true);
        _ = Render(release);
        RenderRoutes(release.Target, release.Target.Other()).RequireShares();
    }

    /// <summary>Decides which image is deployed, where that is ours to decide.</summary>
    /// <param name="release">The release.</param>
    /// <returns>The image, or null when the manifests name their images themselves.</returns>
    /// <exception cref="Errors.ReleaseException">The option <c>image</c> cannot be used.</exception>
    internal DeployedImage? FindImage(Release release)
    {
        var isGenerated =
            inputs.Files is null || inputs.Files.Files.All(file => file.Role != ManifestRole.Workload);
        var isUsed = isGenerated || inputs.Files!.VariableNames.Contains(BuiltInVariables.Image);
        return inputs.Options.Image is not null && isUsed ? DeployedImage.Of(inputs, release) : null;
    }

    /// <inheritdoc/>
    public ReleaseObjects Render(Release release)
    {
        ArgumentNullException.ThrowIfNull(release);
        var set = Load(release, null, role => !RouteRoles.Contains(role));
        return new ReleaseObjects(
            set is { Service.IsEmpty: false } ? Json(set.Service) : [GeneratedManifests.Service(inputs.Options.App)],
            set is { Workloads.IsEmpty: false }
                ? Json(set.Workloads)
                : [GeneratedManifests.Deployment(inputs, release)]);
    }

    /// <inheritdoc/>
    public IstioTemplates RenderRoutes(Color target, Color? live)
    {
        var generated = IstioTemplates.Generate(
            inputs.Options.App, [inputs.Options.Host], inputs.Options.Cookie.ToString());
        var release = (inputs.Release ?? Sample) with { Tag = new ReleaseTag("-", "-", target) };
        var isKnown = inputs.Release?.Target == target;
        var set = Load(isKnown ? inputs.Release! : release, live, RouteRoles.Contains);
        return set is null
            ? generated
            : IstioTemplates.Of(Json(set.Gateway).Concat(Json(set.RouteTest)).Concat(Json(set.Route)), generated);
    }

    private Release Sample =>
        new(inputs.Options.App, new ReleaseTag("-", "-", Color.Blue), inputs.Ci.ReleaseId, null, inputs.Ci.Actor, null);

    private ManifestSet? Load(Release release, Color? live, Func<ManifestRole, bool> wanted, bool allowUnset = false)
    {
        if (inputs.Files is null)
        {
            return null;
        }

        var files = ManifestFiles.Of(inputs.Files.Files.Where(file => wanted(file.Role)).Select(file => file.Content));
        if (files.Files.IsEmpty)
        {
            return null;
        }

        var variables = ManifestVariables.Create(release, live, inputs.VariablesOf(release));
        var options = allowUnset
            ? inputs.Options with
            {
                AllowUnset = [.. inputs.Options.AllowUnset.Union(files.VariableNames, StringComparer.Ordinal)],
            }
            : inputs.Options;
        return ManifestLoader.Load(files, variables, options);
    }

    private static IReadOnlyList<JsonObject> Json(ImmutableArray<ManifestObject> objects) =>
        [.. objects.Select(o => o.Json)];
}
