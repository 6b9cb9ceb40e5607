using System.Collections.Immutable;
using BlueGreen.Options;
using BlueGreen.Releases;

namespace BlueGreen.Substituting;

/// <summary>The variables that manifests may use, from all sources.</summary>
/// <remarks>
/// The release's own variables win: a <c>VERSION</c> in the environment never replaces the version of the release. Then
/// arguments win over the environment, and that over <c>variables</c> in <c>bluegreen.yml</c>.
/// </remarks>
public sealed class ManifestVariables
{
    private ManifestVariables(ImmutableDictionary<string, string> values, ImmutableArray<string> fromOptions)
    {
        Values = values;
        FromOptions = fromOptions;
    }

    /// <summary>Gets the values by name.</summary>
    public ImmutableDictionary<string, string> Values { get; }

    /// <summary>Gets the names set in <c>bluegreen.yml</c>: one that no manifest uses is worth a warning.</summary>
    public ImmutableArray<string> FromOptions { get; }

    /// <summary>Gathers the variables of a release.</summary>
    /// <param name="release">The release.</param>
    /// <param name="live">
    /// The live color, or null before the first release: then <c>COLOR_ACTIVE</c> is the other color, which does not
    /// exist; the router must not route anybody there.
    /// </param>
    /// <param name="sources">Where further variables come from.</param>
    /// <returns>The variables.</returns>
    public static ManifestVariables Create(Release release, Color? live, VariableSources sources)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(sources);
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        values.AddRange(sources.Options);
        foreach (var (name, value) in sources.Environment.Concat(sources.Arguments))
        {
            values[name] = value;
        }

        var active = live ?? release.Target.Other();
        values[BuiltInVariables.ColorTest] = release.Target.ToName();
        values[BuiltInVariables.ColorActive] = active.ToName();
        values[BuiltInVariables.ColorDecommission] = active.Other().ToName();
        values[BuiltInVariables.ColorDecommissionMisspelt] = active.Other().ToName();
        values["VERSION"] = release.Tag.Version;
        values["TAG"] = release.Tag.Text;
        values["RELEASE_ID"] = release.Id;
        values["APP"] = release.App;
        values["COMMIT"] = release.Commit ?? string.Empty;
        if (sources.Image is { } image)
        {
            values[BuiltInVariables.Image] = image;
        }

        return new ManifestVariables(values.ToImmutable(), [.. sources.Options.Keys]);
    }
}

/// <summary>Where variables come from that a release does not set itself.</summary>
/// <param name="Options"><c>variables</c> in <c>bluegreen.yml</c>.</param>
/// <param name="Environment">The process's environment.</param>
/// <param name="Arguments">The arguments, by name without dashes.</param>
public sealed record VariableSources(
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyDictionary<string, string> Arguments)
{
    /// <summary>Gets the image that is deployed, or null when the option <c>image</c> names none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Image { get; init; }
}
