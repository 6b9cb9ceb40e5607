using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Fields;

/// <summary>
/// Lets <c>kubectl apply --server-side</c> take over, without conflict, what <c>kubectl apply</c> itself applied.
/// </summary>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#upgrading-from-client-side-apply"/>
internal static class LastApplied
{
    private const string Kubectl = "kubectl";
    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>Works out the fields that may be taken; none for any other manager than kubectl's own.</summary>
    /// <param name="input">What is applied to what, and by whom.</param>
    /// <returns>The fields of the configuration that was applied last.</returns>
    public static FieldSet Fields(ApplyInput input)
    {
        if (!string.Equals(input.Writer.Manager, Kubectl, StringComparison.Ordinal)
            || input.Live.Text("metadata", "annotations", Annotation) is not { } text)
        {
            return new FieldSet();
        }

        try
        {
            return JsonNode.Parse(text) is JsonObject last
                ? FieldOwners.Ownable(FieldCollector.Collect(last, input.Schema)) : new FieldSet();
        }
        catch (JsonException)
        {
            // Anybody may write the annotation; what cannot be read allows nothing.
            return new FieldSet();
        }
    }
}
