using System.Collections.Immutable;

namespace BlueGreen.Manifests;

/// <summary>All objects of a release, rendered and checked.</summary>
/// <param name="Objects">The objects by role; a role without a file has none.</param>
/// <param name="Namespace">The one namespace the objects name, or null when they name none.</param>
/// <param name="Warnings">What is worth saying although nothing is wrong, one sentence each.</param>
public sealed record ManifestSet(
    ImmutableDictionary<ManifestRole, ImmutableArray<ManifestObject>> Objects,
    string? Namespace,
    ImmutableArray<string> Warnings)
{
    /// <summary>Gets the objects of <c>service.yml</c>.</summary>
    public ImmutableArray<ManifestObject> Service => Of(ManifestRole.Service);

    /// <summary>Gets the objects of <c>deployment.yml</c> and of all further files.</summary>
    public ImmutableArray<ManifestObject> Workloads => Of(ManifestRole.Workload);

    /// <summary>Gets the objects of <c>gateway.yml</c>.</summary>
    public ImmutableArray<ManifestObject> Gateway => Of(ManifestRole.Gateway);

    /// <summary>Gets the objects of <c>route-test.yml</c>.</summary>
    public ImmutableArray<ManifestObject> RouteTest => Of(ManifestRole.RouteTest);

    /// <summary>Gets the objects of <c>route.yml</c>.</summary>
    public ImmutableArray<ManifestObject> Route => Of(ManifestRole.Route);

    private ImmutableArray<ManifestObject> Of(ManifestRole role) => Objects.GetValueOrDefault(role, []);
}
