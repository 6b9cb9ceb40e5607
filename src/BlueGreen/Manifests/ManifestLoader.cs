using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Options;
using BlueGreen.Options.Yaml;
using BlueGreen.Substituting;

namespace BlueGreen.Manifests;

/// <summary>
/// Renders manifest files, reads them as Kubernetes objects, and reports everything that is wrong at once.
/// </summary>
public static class ManifestLoader
{
    private const string Problem = "The manifests cannot be used.";

    /// <summary>Loads the objects of a release.</summary>
    /// <param name="files">The files.</param>
    /// <param name="variables">The variables.</param>
    /// <param name="options">The options <c>allow-unset</c> and <c>namespace</c> count.</param>
    /// <returns>The objects by role.</returns>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: all problems, each with file, line and
    /// column.</exception>
    public static ManifestSet Load(ManifestFiles files, ManifestVariables variables, BlueGreenOptions options)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(options);
        var rendered =
            ManifestSubstitution.Render([.. files.Files.Select(file => file.Content)], variables, options.AllowUnset);
        var problems = new InputProblems();
        var objects = files.Files
            .Zip(rendered.Files, (file, text) => (file.Role, Objects: ReadFile(text, problems)))
            .GroupBy(each => each.Role)
            .ToImmutableDictionary(
                group => group.Key, group => group.SelectMany(each => each.Objects).ToImmutableArray());
        foreach (var role in objects.Values)
        {
            RefuseTwins(role, problems);
        }

        var @namespace = FindNamespace(objects.Values.SelectMany(role => role), options.Namespace, problems);
        problems.ThrowIfAny(Problem, "Correct the manifests and run again; --target=Plan shows them rendered.");
        return new ManifestSet(objects, @namespace, rendered.Warnings);
    }

    private static List<ManifestObject> ReadFile(ManifestText file, InputProblems problems)
    {
        var before = problems.Count;
        var documents = YamlReader.Read(file.Text, file.Name, YamlLimits.Manifest, problems) ?? [];
        var objects = documents
            .Where(document => document is not YamlScalar { IsNull: true })
            .SelectMany(Flatten)
            .Select(document => ReadObject(document, problems))
            .OfType<ManifestObject>()
            .ToList();
        if (objects.Count == 0 && problems.Count == before)
        {
            problems.Add(new(file.Name), "it holds no object");
        }

        return objects;
    }

    // kubectl applies the items of a List one by one; so do we.
    private static IEnumerable<YamlNode> Flatten(YamlNode document) =>
        Value(document, "kind") is YamlScalar { Value: "List" } && Value(document, "items") is YamlSequence items
            ? items.Items
            : [document];

    private static ManifestObject? ReadObject(YamlNode document, InputProblems problems)
    {
        if (document is not YamlMapping mapping)
        {
            problems.Add(document.At, $"expected an object with apiVersion, kind and metadata, found {document.Kind}");
            return null;
        }

        var before = problems.Count;
        RequireText(Value(mapping, "apiVersion"), mapping.At, "apiVersion", problems);
        RequireText(Value(mapping, "kind"), mapping.At, "kind", problems);
        var metadata = Value(mapping, "metadata");
        RequireText(Value(metadata, "name"), metadata?.At ?? mapping.At, "metadata.name", problems);
        if (Value(metadata, "namespace") is { } @namespace)
        {
            RequireText(@namespace, @namespace.At, "metadata.namespace", problems);
        }

        // Parsed again, numbers can be read as any type that holds them, as in an answer of the API server.
        var json = KubernetesYaml.ToJson(mapping, problems)!;
        return problems.Count == before
            ? new ManifestObject(JsonNode.Parse(json.ToJsonString())!.AsObject(), mapping.At)
            : null;
    }

    private static void RequireText(YamlNode? node, SourcePosition at, string path, InputProblems problems)
    {
        var known = new InputProblems();
        var isText = node is YamlScalar { Value.Length: > 0 } scalar
            && KubernetesScalar.ToJson(scalar, known)?.GetValueKind() == System.Text.Json.JsonValueKind.String;
        if (!isText)
        {
            problems.Add(
                node?.At ?? at, node is null ? $"'{path}' is missing" : $"'{path}' is not text; put quotes around it");
        }
    }

    private static YamlNode? Value(YamlNode? node, string key) =>
        (node as YamlMapping)?.Entries
            .FirstOrDefault(entry => string.Equals(entry.Key.Value, key, StringComparison.Ordinal))?.Value;

    private static void RefuseTwins(IEnumerable<ManifestObject> objects, InputProblems problems)
    {
        var twins = objects
            .GroupBy(each => (each.ApiVersion, each.Kind, each.Name, each.Namespace))
            .Where(group => group.Count() > 1);
        foreach (var group in twins)
        {
            var first = group.First();
            foreach (var second in group.Skip(1))
            {
                problems.Add(second.At, $"{first.Kind} '{first.Name}' is there twice, first at {first.At}");
            }
        }
    }

    private static string? FindNamespace(IEnumerable<ManifestObject> objects, string? wanted, InputProblems problems)
    {
        var first = objects
            .Where(each => each.Namespace is not null)
            .OrderBy(each => each.At.Source, StringComparer.Ordinal)
            .ThenBy(each => each.At.Line)
            .DistinctBy(each => each.Namespace, StringComparer.Ordinal)
            .ToList();
        var foreign =
            first.Where(each => !string.Equals(each.Namespace, wanted ?? first[0].Namespace, StringComparison.Ordinal));
        foreach (var found in foreign)
        {
            var expected = wanted is null
                ? $"'{first[0].Namespace}', which {first[0].At} names"
                : $"'{wanted}', the option namespace";
            problems.Add(
                found.At, $"the namespace '{found.Namespace}' is not {expected}; a release lives in one namespace");
        }

        return first.Count == 0 ? null : first[0].Namespace;
    }
}
