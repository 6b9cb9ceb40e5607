using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Manifests;
using BlueGreen.Options;
using BlueGreen.Releases;
using BlueGreen.Substituting;

namespace BlueGreen.Frosting.Init;

/// <summary>The manifests that a team has had until now, read for what is worth keeping.</summary>
/// <param name="Deployment">The Deployment of the app, references to variables as they are; or null.</param>
/// <param name="File">The file it stands in, from the app's folder.</param>
/// <param name="Others">What else there is, and why it is not taken over.</param>
/// <param name="BlueGreenFolder">The folder of those that are written for two colors already, or null.</param>
internal sealed record OldManifests(
    JsonObject? Deployment, string File, ImmutableArray<string> Others, string? BlueGreenFolder)
{
    private static readonly string[] Folders = ["manifests", "k8s", "kubernetes", "kube", "deploy"];
    private static readonly string[] Endings = [".yml", ".yaml"];

    /// <summary>Reads them.</summary>
    /// <param name="folder">The app's folder.</param>
    /// <returns>What was found.</returns>
    public static OldManifests Find(string folder)
    {
        var names = Folders.Where(name => Directory.Exists(Path.Combine(folder, name)))
            .SelectMany(name => Directory.EnumerateFiles(Path.Combine(folder, name)))
            .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.Ordinal))
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .OrderBy(name => Path.GetFileNameWithoutExtension(name) is "deployment" ? 0 : 1)
            .ThenBy(name => name, StringComparer.Ordinal)
            .Take(200)
            .ToList();
        var others = new List<string>();
        (JsonObject? Deployment, string File) found = (null, string.Empty);
        string? blueGreen = null;
        foreach (var name in names)
        {
            var text = AppName.Read(Path.Combine(folder, name));
            if (text is not null && Substitution.FindUses(text).Any(
                use => use.Name is BuiltInVariables.ColorTest or BuiltInVariables.ColorActive))
            {
                blueGreen ??= name[..name.IndexOf('/', StringComparison.Ordinal)];
            }

            var (deployment, fault) = DeploymentIn(name, text);
            if (deployment is not null && found.Deployment is null)
            {
                found = (deployment, name);
                continue;
            }

            others.Add($"{name} ({fault ?? (deployment is null ? "it holds no Deployment" : "a further Deployment")})");
        }

        return new OldManifests(found.Deployment, found.File, [.. others], blueGreen);
    }

    private static (JsonObject? Deployment, string? Fault) DeploymentIn(string name, string? text)
    {
        if (text is null)
        {
            return (null, "it cannot be read");
        }

        try
        {
            // Each variable stands for itself, those of a release too, so that the manifests we write refer to it.
            var same = Substitution.FindUses(text).Select(use => use.Name).Distinct(StringComparer.Ordinal)
                .ToDictionary(each => each, each => ReferenceTo(each, text), StringComparer.Ordinal);
            var nothing = ImmutableDictionary<string, string>.Empty;
            var tag = new ReleaseTag(Same("TAG"), Same("VERSION"), Color.Blue);
            var release = new Release(Same("APP"), tag, Same("RELEASE_ID"), Same("COMMIT"), "-", null);
            var variables = ManifestVariables.Create(release, null, new VariableSources(nothing, same, nothing));
            var set = ManifestLoader.Load(
                ManifestFiles.Of([new ManifestText($"other/{Path.GetFileName(name)}", text)]),
                variables,
                new BlueGreenOptions { App = "app" });
            return (set.Objects.Values.SelectMany(all => all)
                .FirstOrDefault(each => each.Kind is "Deployment")?.Json, null);

            string Same(string name) => same.GetValueOrDefault(name, string.Empty);
        }
        catch (ReleaseException)
        {
            return (null, "it cannot be read as a manifest");
        }
    }

    /// <summary>Writes a reference as it stands there: without braces it would take in a letter that follows.</summary>
    private static string ReferenceTo(string name, string text) =>
        text.Contains($"${{{name}}}", StringComparison.Ordinal) ? $"${{{name}}}" : $"${name}";
}
