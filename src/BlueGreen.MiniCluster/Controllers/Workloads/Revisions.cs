using System.Globalization;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Controllers.Workloads;

/// <summary>
/// Numbers the templates of a deployment, so that <c>kubectl rollout history</c> and <c>undo</c> find them.
/// </summary>
internal static class Revisions
{
    /// <summary>The annotation that holds the number.</summary>
    public const string Annotation = "deployment.kubernetes.io/revision";

    private const string History = "deployment.kubernetes.io/revision-history";
    private const string Desired = "deployment.kubernetes.io/desired-replicas";
    private const string Max = "deployment.kubernetes.io/max-replicas";

    // What speaks of the deployment itself would lie on a replica set.
    private static readonly string[] NotCopied =
        ["kubectl.kubernetes.io/last-applied-configuration", Annotation, History, Desired, Max];

    /// <summary>Reads the revision of a replica set.</summary>
    /// <param name="set">The set.</param>
    /// <returns>The revision, 0 when it has none.</returns>
    public static long Of(JsonObject set) =>
        long.TryParse(set.Annotation(Annotation), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : 0;

    /// <summary>
    /// Gives the new set a number above all old ones, and copies what the deployment says about the change.
    /// </summary>
    /// <param name="newSet">The set; changed.</param>
    /// <param name="deployment">The deployment.</param>
    /// <param name="oldSets">The other sets.</param>
    public static void Number(JsonObject newSet, JsonObject deployment, IEnumerable<JsonObject> oldSets)
    {
        var annotations = newSet.Ensure("metadata", "annotations");
        foreach (var (name, value) in deployment.Map("metadata", "annotations"))
        {
            if (!NotCopied.Contains(name, StringComparer.Ordinal))
            {
                annotations[name] = value;
            }
        }

        var wanted = deployment.Number("spec", "replicas") ?? 1;
        annotations[Desired] = $"{wanted}";
        annotations[Max] = $"{wanted + RolloutStrategy.Of(deployment).MaxSurge}";
        var next = oldSets.Select(Of).DefaultIfEmpty(0).Max() + 1;
        var current = Of(newSet);
        if (current >= next)
        {
            return;
        }

        if (current > 0)
        {
            var history = newSet.Annotation(History);
            annotations[History] = string.IsNullOrEmpty(history) ? $"{current}" : $"{history},{current}";
        }

        annotations[Annotation] = $"{next}";
    }
}
