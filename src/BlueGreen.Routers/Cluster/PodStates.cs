using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Objects;

namespace BlueGreen.Routers.Cluster;

/// <summary>Reads what a pod's status says. Pure.</summary>
/// <seealso href="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-states"/>
internal static class PodStates
{
    private const int RestartsWithoutHope = 2;

    private static readonly HashSet<string> NeverStarts = new(StringComparer.Ordinal)
    {
        "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "CreateContainerConfigError",
            "CreateContainerError", "RunContainerError",
    };

    /// <summary>Tells whether a pod takes requests.</summary>
    public static bool IsReady(JsonObject pod) => HasCondition(pod, "Ready", "True") && !IsEnding(pod);

    /// <summary>Tells whether a pod is being removed.</summary>
    public static bool IsEnding(JsonObject pod) => pod["metadata"]?["deletionTimestamp"] is not null;

    /// <summary>Tells whether a pod will not become ready however long one waits.</summary>
    public static bool IsHopeless(JsonObject pod) => !IsEnding(pod) && Statuses(pod).Any(status =>
        Waiting(status) is { } reason
        && (NeverStarts.Contains(reason)
            || (reason is "CrashLoopBackOff" && (int?)status["restartCount"] >= RestartsWithoutHope)));

    /// <summary>Tells whether a Deployment's own deadline has passed; right after a write the status is still about
    /// the release before.</summary>
    public static bool IsOverdue(JsonObject deployment) => WorkloadReader.IsSeen(deployment)
        && (deployment["status"]?["conditions"] as JsonArray ?? []).OfType<JsonObject>()
            .Any(condition => (string?)condition["reason"] is "ProgressDeadlineExceeded");

    /// <summary>Lists what is wrong with a pod's containers.</summary>
    public static IEnumerable<PodProblem> Problems(JsonObject pod)
    {
        foreach (var status in Statuses(pod))
        {
            var name = (string?)status["name"] ?? "?";
            var restarts = (int?)status["restartCount"] ?? 0;
            if (Waiting(status) is { } reason)
            {
                var message = KubeObject.Text(status, "state", "waiting", "message");
                var last = status["lastState"]?["terminated"];
                var exit = last is null ? string.Empty : $", last exit code {(int?)last["exitCode"]}";
                yield return new PodProblem(
                    name, $"{reason}{(message is null ? string.Empty : $" ({message})")}{exit}, {restarts} restarts",
                        restarts > 0, restarts > 0);
            }
            else if (status["state"]?["terminated"] is JsonObject ended)
            {
                yield return new PodProblem(
                    name, $"ended with exit code {(int?)ended["exitCode"]} ({(string?)ended["reason"]})", true, false);
            }
            else if ((bool?)status["ready"] is not true)
            {
                yield return new PodProblem(name, $"runs but is not ready, {restarts} restarts", true, false);
            }
        }
    }

    private static bool HasCondition(JsonObject pod, string type, string value) =>
        (pod["status"]?["conditions"] as JsonArray ?? []).OfType<JsonObject>().Any(condition =>
            string.Equals((string?)condition["type"], type, StringComparison.Ordinal)
            && string.Equals((string?)condition["status"], value, StringComparison.Ordinal));

    private static IEnumerable<JsonObject> Statuses(JsonObject pod) =>
        ((string[])["initContainerStatuses", "containerStatuses"])
            .SelectMany(list => pod["status"]?[list] as JsonArray ?? []).OfType<JsonObject>();

    private static string? Waiting(JsonObject status) => KubeObject.Text(status, "state", "waiting", "reason");
}

/// <summary>One thing that is wrong with a container.</summary>
/// <param name="Container">Its name.</param>
/// <param name="What">What is wrong, as a clause.</param>
/// <param name="HasRun">Whether it ever printed anything worth reading.</param>
/// <param name="IsPrevious">Whether that is the log of the run before.</param>
internal sealed record PodProblem(string Container, string What, bool HasRun, bool IsPrevious);
