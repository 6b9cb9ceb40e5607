using BlueGreen.Errors;
using BlueGreen.Options;

namespace BlueGreen.Substituting;

/// <summary>Substitutes variables in all manifests of a release, and refuses what envsubst would let pass.</summary>
public static class ManifestSubstitution
{
    /// <summary>Renders all files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="variables">The variables.</param>
    /// <param name="allowUnset">Variables that may have no value.</param>
    /// <returns>The rendered files, and warnings.</returns>
    /// <exception cref="ReleaseException">
    /// <see cref="ExitCode.Usage"/>: every unset variable, every value that brings structure, every file that is no
    /// YAML.
    /// </exception>
    public static RenderedManifests Render(
        IReadOnlyList<ManifestText> files, ManifestVariables variables, IReadOnlyCollection<string> allowUnset)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(allowUnset);
        var problems = new InputProblems();
        var allowed = allowUnset.ToHashSet(StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        var warnings = new List<string>();
        var rendered = new List<ManifestText>();
        foreach (var file in files)
        {
            var result = Substitution.Render(file.Text, variables.Values);
            used.UnionWith(result.Uses.Select(use => use.Name));
            var unset = result.Uses
                .Where(use => !variables.Values.ContainsKey(use.Name) && !allowed.Contains(use.Name))
                .ToList();
            foreach (var use in unset)
            {
                problems.Add(
                    new(file.Name, use.Line, use.Column),
                    $"the variable {use.Name} is not set{Hint(use.Name, variables)}");
            }

            if (unset.Count == 0)
            {
                warnings.AddRange(ShapeCheck.Run(file, variables.Values, problems));
            }

            rendered.Add(file with { Text = result.Text });
        }

        problems.ThrowIfAny(
            "The manifests cannot be rendered.",
            "Set the variables, list those that may be empty under allow-unset, or put quotes around references.");
        warnings.AddRange(variables.FromOptions.Where(name => !used.Contains(name)).Select(name =>
            $"The variable {name} of bluegreen.yml is used by no manifest."));
        return new RenderedManifests([.. rendered], [.. warnings]);
    }

    private static string Hint(string name, ManifestVariables variables) =>
        NearestName.Hint(name, variables.FromOptions.Concat(BuiltInVariables.Reserved.Keys));
}
