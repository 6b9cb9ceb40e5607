using System.Text.Json.Nodes;
using BlueGreen.Options;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Manifests;

/// <summary>Turns the YAML of a manifest into the JSON that the API server is sent.</summary>
internal static class KubernetesYaml
{
    /// <summary>Converts a tree.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="problems">Takes what JSON cannot say.</param>
    /// <returns>New JSON, also where an alias repeats a part.</returns>
    public static JsonNode? ToJson(YamlNode node, InputProblems problems) => node switch
    {
        YamlMapping mapping => ToObject(mapping, problems),
        YamlSequence sequence => new JsonArray([.. sequence.Items.Select(item => ToJson(item, problems))]),
        YamlScalar scalar => KubernetesScalar.ToJson(scalar, problems),
        _ => null,
    };

    private static JsonObject ToObject(YamlMapping mapping, InputProblems problems)
    {
        var result = new JsonObject();
        foreach (var (key, value) in mapping.Entries)
        {
            if (key.Style == YamlStyle.Plain && (key.IsNull || KubernetesScalar.ToBoolean(key.Value) is not null))
            {
                problems.Add(key.At, $"the key '{key.Value}' is not read as text by kubectl; put quotes around it");
            }

            result[key.Value] = ToJson(value, problems);
        }

        return result;
    }
}
