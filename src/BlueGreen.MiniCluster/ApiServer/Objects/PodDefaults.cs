using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>Fills in what a pod leaves out, as the real server does: clients read these fields back.</summary>
internal static class PodDefaults
{
    /// <summary>Completes the specification of a pod.</summary>
    /// <param name="spec">The specification to change.</param>
    public static void Apply(JsonObject spec)
    {
        spec.Default("restartPolicy", "Always");
        spec.Default("terminationGracePeriodSeconds", 30);
        spec.Default("dnsPolicy", "ClusterFirst");
        spec.Default("securityContext", new JsonObject());
        spec.Default("schedulerName", "default-scheduler");
        if (spec.Text("serviceAccountName") is { } account)
        {
            spec.Default("serviceAccount", account);
        }

        foreach (var container in spec.Objects("containers").Concat(spec.Objects("initContainers")))
        {
            Complete(container);
        }

        foreach (var volume in spec.Objects("volumes"))
        {
            CompleteVolume(volume);
        }
    }

    private static void Complete(JsonObject container)
    {
        var image = container.Text("image") ?? string.Empty;
        container.Default("imagePullPolicy", IsLatest(image) ? "Always" : "IfNotPresent");
        container.Default("resources", new JsonObject());
        container.Default("terminationMessagePath", "/dev/termination-log");
        container.Default("terminationMessagePolicy", "File");
        foreach (var port in container.Objects("ports"))
        {
            port.Default("protocol", "TCP");
        }

        foreach (var variable in container.Objects("env"))
        {
            if (variable.At("valueFrom", "fieldRef") is JsonObject field)
            {
                field.Default("apiVersion", "v1");
            }
        }

        foreach (var name in (string[])["livenessProbe", "readinessProbe", "startupProbe"])
        {
            if (container[name] is JsonObject probe)
            {
                CompleteProbe(probe);
            }
        }
    }

    private static void CompleteProbe(JsonObject probe)
    {
        probe.Default("timeoutSeconds", 1);
        probe.Default("periodSeconds", 10);
        probe.Default("successThreshold", 1);
        probe.Default("failureThreshold", 3);
        if (probe["httpGet"] is JsonObject get)
        {
            get.Default("path", "/");
            get.Default("scheme", "HTTP");
        }
    }

    private static void CompleteVolume(JsonObject volume)
    {
        foreach (var name in (string[])["configMap", "secret", "projected"])
        {
            if (volume[name] is JsonObject source)
            {
                source.Default("defaultMode", 420);
            }
        }

        if (volume.All(field => string.Equals(field.Key, "name", StringComparison.Ordinal)))
        {
            volume["emptyDir"] = new JsonObject();
        }
    }

    // A tag comes after the last colon, unless that colon belongs to the registry's port; a digest is no latest.
    private static bool IsLatest(string image)
    {
        var last = image[(image.LastIndexOf('/') + 1)..];
        return !last.Contains('@', StringComparison.Ordinal)
            && (!last.Contains(':', StringComparison.Ordinal) || last.EndsWith(":latest", StringComparison.Ordinal));
    }
}
