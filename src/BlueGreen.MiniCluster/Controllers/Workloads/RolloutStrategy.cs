using System.Globalization;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Controllers.Workloads;

/// <summary>How many pods a rollout may add and may miss.</summary>
/// <param name="IsRecreate">Whether all old pods go before the first new one comes.</param>
/// <param name="MaxSurge">Pods above the wanted count.</param>
/// <param name="MaxUnavailable">Pods below the wanted count.</param>
/// <seealso href="https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy"/>
internal sealed record RolloutStrategy(bool IsRecreate, int MaxSurge, int MaxUnavailable)
{
    private const string DefaultShare = "25%";

    /// <summary>
    /// Reads the strategy of a deployment; surges round up, absences round down, and never are both nothing.
    /// </summary>
    /// <param name="deployment">The deployment.</param>
    /// <returns>The strategy in pods.</returns>
    public static RolloutStrategy Of(JsonObject deployment)
    {
        var replicas = deployment.Number("spec", "replicas") ?? 1;
        if (deployment.Text("spec", "strategy", "type") is "Recreate")
        {
            return new RolloutStrategy(IsRecreate: true, MaxSurge: 0, MaxUnavailable: 0);
        }

        var rolling = deployment.At("spec", "strategy", "rollingUpdate");
        var surge = Share(rolling.At("maxSurge"), replicas, Math.Ceiling);
        var unavailable = Share(rolling.At("maxUnavailable"), replicas, Math.Floor);
        return new RolloutStrategy(false, surge, surge == 0 && unavailable == 0 ? 1 : Math.Min(unavailable, replicas));
    }

    private static int Share(JsonNode? value, int replicas, Func<decimal, decimal> round)
    {
        if (value.Number() is { } count)
        {
            return Math.Max(0, count);
        }

        var text = value.Text() ?? DefaultShare;
        var isPercent = text.EndsWith('%');
        return int.TryParse(text.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? isPercent ? (int)round((decimal)number * replicas / 100) : number
            : 0;
    }
}
