using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Routers.Istio;

namespace BlueGreen.Routers.Cluster;

/// <summary>Writes a release's evidence on its Deployments, and reads it back. Pure.</summary>
internal static class Evidence
{
    /// <summary>The label that names the release.</summary>
    public const string ReleaseId = IstioNames.Prefix + "release-id";

    /// <summary>The annotation that lists what else belongs to the color.</summary>
    public const string Objects = IstioNames.Prefix + "objects";

    /// <summary>The annotation that holds the passed smoke test.</summary>
    public const string SmokePassed = IstioNames.Prefix + "smoke-passed";

    /// <summary>The annotation that names the release whose expand migration ran.</summary>
    public const string ExpandedBy = IstioNames.Prefix + "expanded-by";

    /// <summary>Writes who deployed what on an object, and the color's labels.</summary>
    /// <param name="value">The object to change.</param>
    /// <param name="release">The release.</param>
    public static void Write(JsonObject value, Release release)
    {
        var labels = Child(value, "metadata", "labels");
        labels["app"] = release.App;
        labels["color"] = release.Target.ToName();
        labels[ReleaseId] = release.Id;
        var annotations = Child(value, "metadata", "annotations");
        annotations[IstioNames.Prefix + "tag"] = release.Tag.Text;
        annotations[IstioNames.Prefix + "version"] = release.Tag.Version;
        annotations[IstioNames.Prefix + "actor"] = release.Actor;
        Set(annotations, IstioNames.Prefix + "commit", release.Commit);
        Set(annotations, IstioNames.Prefix + "link", release.Link?.AbsoluteUri);
    }

    /// <summary>Writes when it was deployed; a repeated deploy of the same release keeps the first time.</summary>
    /// <param name="value">The object to change.</param>
    /// <param name="current">The object on the cluster, or null.</param>
    /// <param name="now">The time.</param>
    public static void WriteTime(JsonObject value, JsonObject? current, DateTimeOffset now)
    {
        const string name = IstioNames.Prefix + "deployed-at";
        var isSame = current is not null
            && string.Equals(KubeObject.Label(current, ReleaseId), KubeObject.Label(value, ReleaseId),
                StringComparison.Ordinal)
            && string.Equals(Tag(current), Tag(value), StringComparison.Ordinal);
        Child(value, "metadata", "annotations")[name] =
            (isSame ? KubeObject.Annotation(current!, name) : null) ?? Stamp(now);
    }

    /// <summary>Reads the evidence of a color from its Deployments.</summary>
    /// <param name="deployments">The Deployments, by name.</param>
    /// <returns>The evidence, or null without a Deployment.</returns>
    public static ColorEvidence? Read(IReadOnlyList<JsonObject> deployments)
    {
        if (deployments.Count == 0)
        {
            return null;
        }

        // A release owns a color when it owns all of it: half a deploy belongs to nobody.
        var ids = deployments.Select(d => KubeObject.Label(d, ReleaseId)).Distinct(StringComparer.Ordinal).ToList();
        var first = deployments[0];
        return new ColorEvidence(
            ids.Count == 1 ? ids[0] : null,
            Tag(first),
            KubeObject.Annotation(first, IstioNames.Prefix + "version"),
            KubeObject.Annotation(first, IstioNames.Prefix + "commit"),
            KubeObject.Annotation(first, IstioNames.Prefix + "actor"),
            KubeObject.Annotation(first, IstioNames.Prefix + "link"),
            Time(KubeObject.Annotation(first, IstioNames.Prefix + "deployed-at")),
            TemplateHash(deployments),
            ReadSmokeTest(first),
            KubeObject.Annotation(first, ExpandedBy));
    }

    /// <summary>Hashes the pod templates, so that "exactly what was tested" can be said in one word.</summary>
    /// <param name="deployments">The Deployments, by name.</param>
    /// <returns>16 hexadecimal digits of SHA-256 over the templates in canonical form.</returns>
    public static string TemplateHash(IEnumerable<JsonObject> deployments)
    {
        var text = new StringBuilder();
        foreach (var deployment in deployments.OrderBy(KubeObject.NameOf, StringComparer.Ordinal))
        {
            text.Append(KubeObject.NameOf(deployment)).Append('\n');
            Canonical.Write(deployment["spec"]?["template"], text);
            text.Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    /// <summary>Writes a smoke test as one annotation value.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The value.</returns>
    public static string WriteSmokeTest(SmokeTestRecord record) =>
        $"{record.TemplateHash} {Stamp(record.PassedAt)} {record.ReleaseId}";

    private static SmokeTestRecord? ReadSmokeTest(JsonObject deployment)
    {
        var parts = KubeObject.Annotation(deployment, SmokePassed)?.Split(' ', 3);
        return parts is [var hash, var at, var releaseId] && Time(at) is { } passedAt
            ? new SmokeTestRecord(releaseId, hash, passedAt)
            : null;
    }

    private static string? Tag(JsonObject value) => KubeObject.Annotation(value, IstioNames.Prefix + "tag");

    private static string Stamp(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at : null;

    private static void Set(JsonObject target, string name, string? value)
    {
        if (value is not null)
        {
            target[name] = value;
        }
    }

    /// <summary>Finds or makes nested objects.</summary>
    internal static JsonObject Child(JsonObject value, params ReadOnlySpan<string> path)
    {
        var here = value;
        foreach (var name in path)
        {
            if (here[name] is not JsonObject child)
            {
                here[name] = child = [];
            }

            here = child;
        }

        return here;
    }
}
