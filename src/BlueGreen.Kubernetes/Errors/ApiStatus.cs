using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlueGreen.Kubernetes.Errors;

/// <summary>What a refusing server said, as far as it said it in the form of a Status object.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/"/>
internal sealed record ApiStatus(string Reason, string Message)
{
    private const int MaxQuote = 400;
    private const string OwnershipReason = "FieldManagerConflict";

    /// <summary>Gets a value indicating whether the Status is about a named object, not about an unknown
    /// path.</summary>
    public bool NamesAnObject { get; private init; }

    public IReadOnlyList<FieldConflict> Conflicts { get; private init; } = [];

    /// <summary>Gets the complaints of a validation, one a field.</summary>
    public IReadOnlyList<string> Complaints { get; private init; } = [];

    /// <summary>Reads the body of a refusal; anything that is not a Status is quoted, shortened.</summary>
    public static ApiStatus Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject status && (string?)status["kind"] is "Status"
                ? Read(status)
                : new ApiStatus("", Quote(body));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return new ApiStatus("", Quote(body));
        }
    }

    public static ApiStatus Read(JsonObject status)
    {
        var details = status["details"] as JsonObject;
        var causes = (details?["causes"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        return new ApiStatus((string?)status["reason"] ?? "", (string?)status["message"] ?? "")
        {
            NamesAnObject = (string?)status["reason"] is "NotFound" && !string.IsNullOrEmpty((string?)details?["name"]),
            Conflicts =
            [
                .. causes.Where(c => (string?)c["reason"] is OwnershipReason)
                    .Select(c => new FieldConflict(Manager((string?)c["message"] ?? ""), (string?)c["field"] ?? "")),
            ],
            Complaints =
            [
                .. causes.Where(c => (string?)c["reason"] is not OwnershipReason)
                    .Select(c => $"{(string?)c["field"]}: {(string?)c["message"]}"),
            ],
        };
    }

    // The manager's name comes in no field of its own, only as: conflict with "name" using apps/v1.
    private static string Manager(string message) =>
        message.Split('"') is [_, var name, ..] ? name : message;

    private static string Quote(string body)
    {
        var line = string.Join(' ', body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxQuote ? line : line[..MaxQuote] + "…";
    }
}
