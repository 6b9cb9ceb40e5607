using System.Text.Json.Nodes;

namespace BlueGreen.Kubernetes.Options;

/// <summary>A change to an object, and the form it is written in.</summary>
/// <param name="Kind">The form.</param>
/// <param name="Body">The change: an array of operations for <see cref="PatchKind.Json"/>, else an object.</param>
public sealed record Patch(PatchKind Kind, JsonNode Body)
{
    internal string ContentType => Kind switch
    {
        PatchKind.Json => "application/json-patch+json",
        PatchKind.Merge => "application/merge-patch+json",
        _ => "application/strategic-merge-patch+json",
    };
}

/// <summary>Tells the forms of a patch.</summary>
/// <seealso href="https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/"/>
public enum PatchKind
{
    /// <summary>Operations one by one (RFC 6902).</summary>
    Json,

    /// <summary>The changed fields (RFC 7386); lists are replaced as a whole.</summary>
    Merge,

    /// <summary>The changed fields; lists are merged by key. For built-in kinds only.</summary>
    Strategic,
}
