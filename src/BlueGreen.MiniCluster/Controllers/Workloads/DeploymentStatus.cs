using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Controllers.Workloads;

/// <summary>Works out what a deployment tells about itself, from its replica sets.</summary>
/// <seealso href="https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status"/>
internal static class DeploymentStatus
{
    private const string Available = "Available";
    private const string Progressing = "Progressing";
    private const string Complete = "NewReplicaSetAvailable";
    private const string TimedOut = "ProgressDeadlineExceeded";

    /// <summary>Makes the next status.</summary>
    /// <param name="deployment">The deployment with its present status.</param>
    /// <param name="newSet">The set of its template, or null before there is one.</param>
    /// <param name="all">All its sets.</param>
    /// <param name="now">The present time.</param>
    /// <returns>The next status.</returns>
    public static JsonObject Next(
        JsonObject deployment, JsonObject? newSet, IReadOnlyList<JsonObject> all, DateTimeOffset now)
    {
        var status = deployment.At("status")?.DeepClone() as JsonObject ?? [];
        var before = Figures.Of(status);
        var after = Figures.Of(newSet, all);
        after.WriteTo(status, all.Sum(set => set.Number("spec", "replicas") ?? 0));
        status["observedGeneration"] = deployment.Generation();
        var wanted = deployment.Number("spec", "replicas") ?? 1;
        var enough = after.Available >= wanted - RolloutStrategy.Of(deployment).MaxUnavailable;
        Conditions.Set(status, AvailableCondition(enough), now);
        if (!deployment.Flag("spec", "paused") && newSet is not null)
        {
            SetProgress(status, new Progress(before, after, wanted, newSet.Name()), Deadline(deployment), now);
        }

        return status;
    }

    /// <summary>Tells when a rollout without progress will have to be called late.</summary>
    /// <param name="deployment">The deployment with its present status.</param>
    /// <returns>The time, or null when there is nothing to wait for.</returns>
    public static DateTimeOffset? LateAt(JsonObject deployment) =>
        Deadline(deployment) is { } deadline
        && Conditions.Find(deployment["status"], Progressing) is { } condition
        && condition.Text("reason") is not (Complete or TimedOut or "DeploymentPaused")
            ? condition.Time("lastUpdateTime") + deadline
            : null;

    /// <summary>Notes what a rollout began with: a set made or found, or that it was paused or resumed.</summary>
    /// <param name="status">The status; changed.</param>
    /// <param name="reason">One word for machines.</param>
    /// <param name="message">A sentence for people.</param>
    /// <param name="now">The present time.</param>
    public static void Begin(JsonObject status, string reason, string message, DateTimeOffset now)
    {
        var isKnown = reason is not ("DeploymentPaused" or "DeploymentResumed");
        Conditions.Set(status, new Condition(Progressing, isKnown ? "True" : "Unknown", reason, message), now,
            touch: isKnown);
    }

    private static TimeSpan? Deadline(JsonObject deployment) =>
        (deployment.Number("spec", "progressDeadlineSeconds") ?? 600) is var seconds and not int.MaxValue
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static void SetProgress(JsonObject status, Progress progress, TimeSpan? deadline, DateTimeOffset now)
    {
        var current = Conditions.Find(status, Progressing);
        var wasComplete = current.Text("reason") is Complete && progress.After.Replicas == progress.After.Updated;
        if (deadline is null || wasComplete)
        {
            return;
        }

        var set = $"ReplicaSet \"{progress.NewSet}\"";
        if (progress.IsComplete)
        {
            var condition = new Condition(Progressing, "True", Complete, $"{set} has successfully progressed.");
            Conditions.Set(status, condition, now);
        }
        else if (progress.IsForward)
        {
            var condition = new Condition(Progressing, "True", "ReplicaSetUpdated", $"{set} is progressing.");
            Conditions.Set(status, condition, now, touch: true);
        }
        else if (current is not null && current.Text("reason") is not Complete
            && now >= current.Time("lastUpdateTime") + deadline)
        {
            Conditions.Set(status, new Condition(Progressing, "False", TimedOut, $"{set} has timed out progressing."),
                now);
        }
    }

    private static Condition AvailableCondition(bool enough) => enough
        ? new Condition(Available, "True", "MinimumReplicasAvailable", "Deployment has minimum availability.")
        : new Condition(
            Available, "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.");

    private sealed record Progress(Figures Before, Figures After, int Wanted, string NewSet)
    {
        public bool IsComplete => After.Updated == Wanted && After.Replicas == Wanted && After.Available == Wanted;

        public bool IsForward =>
            After.Updated > Before.Updated
            || After.Replicas - After.Updated < Before.Replicas - Before.Updated
            || After.Ready > Before.Ready
            || After.Available > Before.Available;
    }

    private sealed record Figures(int Replicas, int Updated, int Ready, int Available)
    {
        public static Figures Of(JsonObject status) => new(
            status.Number("replicas") ?? 0,
            status.Number("updatedReplicas") ?? 0,
            status.Number("readyReplicas") ?? 0,
            status.Number("availableReplicas") ?? 0);

        public static Figures Of(JsonObject? newSet, IReadOnlyList<JsonObject> all) => new(
            Sum(all, "replicas"),
            newSet is null ? 0 : Sum([newSet], "replicas"),
            Sum(all, "readyReplicas"),
            Sum(all, "availableReplicas"));

        // Kubernetes leaves figures of nothing out, and kubectl reads what is missing as nothing.
        public void WriteTo(JsonObject status, int wantedOfSets)
        {
            var figures = new (string Name, int Count)[]
            {
                ("replicas", Replicas), ("updatedReplicas", Updated), ("readyReplicas", Ready),
                ("availableReplicas", Available), ("unavailableReplicas", Math.Max(0, wantedOfSets - Available)),
            };
            foreach (var (name, count) in figures)
            {
                status.Remove(name);
                if (count > 0)
                {
                    status[name] = count;
                }
            }
        }

        private static int Sum(IReadOnlyList<JsonObject> sets, string figure) =>
            sets.Sum(set => set.Number("status", figure) ?? 0);
    }
}
