using System.Text.Json.Nodes;

namespace BlueGreen.Kubernetes.Options;

/// <summary>How an object is deleted.</summary>
/// <seealso href="https://kubernetes.io/docs/concepts/architecture/garbage-collection/#cascading-deletion"/>
public sealed record DeleteOptions
{
    /// <summary>Gets what becomes of the objects that this one owns.</summary>
    /// <value>Background by default: they are deleted after it.</value>
    public DeletePropagation Propagation { get; init; } = DeletePropagation.Background;

    /// <summary>Gets the seconds that a pod has to end.</summary>
    /// <value>Null by default: what the pod says.</value>
    public int? GracePeriod { get; init; }

    /// <summary>Gets the uid that the object must have, so that no newer one of its name is hit.</summary>
    public string? PreconditionUid { get; init; }

    /// <summary>Gets the version that the object must still have.</summary>
    public string? ResourceVersion { get; init; }

    internal JsonObject ToBody()
    {
        var body = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "DeleteOptions",
            ["propagationPolicy"] = Propagation.ToString(),
        };
        if (GracePeriod is { } seconds)
        {
            body["gracePeriodSeconds"] = seconds;
        }

        var preconditions = new JsonObject();
        AddIf(preconditions, "uid", PreconditionUid);
        AddIf(preconditions, "resourceVersion", ResourceVersion);
        if (preconditions.Count > 0)
        {
            body["preconditions"] = preconditions;
        }

        return body;
    }

    private static void AddIf(JsonObject target, string key, string? value)
    {
        if (value is not null)
        {
            target[key] = value;
        }
    }
}

/// <summary>Tells what becomes of the objects that a deleted one owns.</summary>
public enum DeletePropagation
{
    /// <summary>The object goes at once, what it owns goes later.</summary>
    Background,

    /// <summary>What it owns goes first; until then the object stays, marked.</summary>
    Foreground,

    /// <summary>What it owns stays.</summary>
    Orphan,
}
