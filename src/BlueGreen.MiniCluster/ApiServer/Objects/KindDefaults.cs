using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.ApiServer.Security.Authorization;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>Fills in what an object leaves out, by kind.</summary>
internal static class KindDefaults
{
    /// <summary>Completes an object.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="value">The object to change.</param>
    public static void Apply(ResourceKind kind, JsonObject value)
    {
        switch (kind.Group, kind.Plural)
        {
            case ("", "pods"):
                CompletePod(value.Child("spec"));
                break;
            case ("", "services"):
                CompleteService(value.Child("spec"));
                value.Child("status").Default("loadBalancer", new JsonObject());
                break;
            case ("", "namespaces"):
                CompleteNamespace(value);
                break;
            case ("", "secrets"):
                CompleteSecret(value);
                break;
            case ("apps", "deployments"):
                CompleteDeployment(value.Child("spec"));
                break;
            case ("apps", "replicasets"):
                value.Child("spec").Default("replicas", 1);
                CompleteTemplate(value.Child("spec"));
                break;
            case (RoleCatalog.Group, _):
                AccessRules.Complete(value);
                break;
            case ("autoscaling", _):
                value.Child("spec").Default("minReplicas", 1);
                break;
            case ("apiextensions.k8s.io", _):
                CompleteDefinition(value.Child("spec"));
                break;
            default:
                break;
        }
    }

    private static void CompletePod(JsonObject spec)
    {
        PodDefaults.Apply(spec);
        spec.Default("enableServiceLinks", true);
        spec.Default("serviceAccountName", "default");
        spec.Default("serviceAccount", spec["serviceAccountName"]!.DeepClone());
        spec.Default("preemptionPolicy", "PreemptLowerPriority");
        spec.Default("priority", 0);
    }

    private static void CompleteTemplate(JsonObject spec)
    {
        if (spec["template"] is JsonObject template)
        {
            template.Default("metadata", new JsonObject());
            PodDefaults.Apply(template.Child("spec"));
        }
    }

    private static void CompleteDeployment(JsonObject spec)
    {
        spec.Default("replicas", 1);
        spec.Default("revisionHistoryLimit", 10);
        spec.Default("progressDeadlineSeconds", 600);
        var strategy = spec.Child("strategy");
        strategy.Default("type", "RollingUpdate");
        if (string.Equals(strategy.Text("type"), "RollingUpdate", StringComparison.Ordinal))
        {
            var rolling = strategy.Child("rollingUpdate");
            rolling.Default("maxUnavailable", "25%");
            rolling.Default("maxSurge", "25%");
        }

        CompleteTemplate(spec);
    }

    private static void CompleteService(JsonObject spec)
    {
        spec.Default("type", "ClusterIP");
        spec.Default("sessionAffinity", "None");
        var type = spec.Text("type");
        foreach (var port in spec.Objects("ports"))
        {
            port.Default("protocol", "TCP");
            port.Default("targetPort", port["port"]?.DeepClone());
        }

        if (type is "ClusterIP" or "NodePort" or "LoadBalancer")
        {
            spec.Default("internalTrafficPolicy", "Cluster");
            spec.Default("ipFamilies", new JsonArray("IPv4"));
            spec.Default("ipFamilyPolicy", "SingleStack");
        }

        if (type is "NodePort" or "LoadBalancer")
        {
            spec.Default("externalTrafficPolicy", "Cluster");
        }

        if (type is "LoadBalancer")
        {
            spec.Default("allocateLoadBalancerNodePorts", true);
        }
    }

    private static void CompleteNamespace(JsonObject value)
    {
        var labels = value.Child("metadata").Child("labels");
        labels["kubernetes.io/metadata.name"] = value.Text("metadata", "name");
        value.Child("spec").Default("finalizers", new JsonArray("kubernetes"));
        value.Child("status").Default("phase", "Active");
    }

    private static void CompleteSecret(JsonObject value)
    {
        value.Default("type", "Opaque");
        foreach (var (name, text) in value.Map("stringData"))
        {
            value.Child("data")[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        }

        value.Remove("stringData");
    }

    private static void CompleteDefinition(JsonObject spec)
    {
        var names = spec.Child("names");
        names.Default("singular", names.Text("kind")?.ToLowerInvariant());
        names.Default("listKind", $"{names.Text("kind")}List");
        spec.Default("conversion", new JsonObject { ["strategy"] = "None" });
    }
}
