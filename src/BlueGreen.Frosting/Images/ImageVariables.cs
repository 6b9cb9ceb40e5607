using System.Collections.Immutable;
using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Options;
using BlueGreen.Releases;
using BlueGreen.Substituting;

namespace BlueGreen.Frosting.Images;

/// <summary>The variables that the options <c>image</c> and <c>build.args</c> may use.</summary>
internal static class ImageVariables
{
    /// <summary>Gathers them. A commit without a release tag has an image too: then there is no version.</summary>
    /// <param name="inputs">The options.</param>
    /// <param name="release">The release, or null when no release tag is known.</param>
    /// <returns>The values by name.</returns>
    public static IReadOnlyDictionary<string, string> Of(ReleaseInputs inputs, Release? release)
    {
        var sources = inputs.VariableSources;
        if (release is not null)
        {
            return ManifestVariables.Create(release, null, sources).Values;
        }

        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in sources.Options.Concat(sources.Environment).Concat(sources.Arguments))
        {
            values[name] = value;
        }

        // Not even from the environment: a version that nobody released is no version.
        values.RemoveRange(BuiltInVariables.Reserved.Keys.Where(IsOfRelease));
        values["RELEASE_ID"] = inputs.Ci.ReleaseId;
        values["COMMIT"] = inputs.Ci.Commit ?? string.Empty;
        values["APP"] = inputs.Options.App;
        return values.ToImmutable();
    }

    /// <summary>Puts values in place of variables, and refuses one that has none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="option">The option it stands in.</param>
    /// <param name="variables">The values by name.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: the variables without a value.</exception>
    public static string Render(string text, string option, IReadOnlyDictionary<string, string> variables)
    {
        var rendered = Substitution.Render(text, variables);
        var unset = rendered.Uses.Select(use => use.Name).Distinct(StringComparer.Ordinal)
            .Where(name => !variables.ContainsKey(name)).ToList();
        if (unset.Count == 0)
        {
            return rendered.Text;
        }

        var isOfTag = unset.Exists(name => IsOfRelease(name) && BuiltInVariables.Reserved.ContainsKey(name));
        throw new ReleaseException(
            ExitCode.Usage,
            $"The option '{option}' cannot be used.",
            $"It holds {string.Join(", ", unset)}, without a value"
                + (isOfTag ? ": no release tag is known." : "."),
            isOfTag
                ? "Name the tag with --tag=v1.0-green, or leave the variable out: the release id is always a tag."
                : $"Set --{unset[0]}=VALUE, or {unset[0]} in the environment.");
    }

    // The image is no fact of a release here: it is what is asked for.
    private static bool IsOfRelease(string name) => name is not BuiltInVariables.Image;
}
