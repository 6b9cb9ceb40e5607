using System.Text.Json.Nodes;

namespace BlueGreen.Kubernetes.Calls;

/// <summary>One request in the terms of the API: what is done to which path, and with what body.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Verb">The verb that access rules have for it, such as <c>list</c> or <c>patch</c>.</param>
/// <param name="Path">The path.</param>
internal sealed record ApiCall(HttpMethod Method, string Verb, ApiPath Path)
{
    public JsonNode? Body { get; init; }

    /// <summary>Gets a value indicating whether a write leaves the same world when it arrives twice.</summary>
    public bool MayArriveTwice { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>Gets the call in words, to begin a message with.</summary>
    public string Doing
    {
        get
        {
            var what = Path.ResourceName.Length == 0 ? Path.ToString() : Path.ResourceName;
            var place = Path.Namespace is null ? "" : Path.Namespace + "/";
            return $"To {Verb} {what}{(Path.Name is null && place.Length == 0 ? "" : " " + place + Path.Name)}";
        }
    }

    public static ApiCall Get(ApiPath path, string verb = "get") => new(HttpMethod.Get, verb, path);
}
