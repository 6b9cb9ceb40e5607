using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.ApiServer.Patching;

/// <summary>Applies a JSON merge patch.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc7396"/>
internal static class MergePatch
{
    /// <summary>Applies a patch.</summary>
    /// <param name="target">What to patch.</param>
    /// <param name="patch">The patch.</param>
    /// <returns>A new object.</returns>
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        var result = target.DeepClone().AsObject();
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                result.Remove(name);
            }
            else
            {
                result[name] = value is JsonObject part
                    ? Apply(result[name] as JsonObject ?? [], part)
                    : value.DeepClone();
            }
        }

        return result;
    }
}
