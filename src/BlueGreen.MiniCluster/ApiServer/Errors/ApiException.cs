using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.ApiServer.Errors;

/// <summary>Ends a request with a <c>Status</c> object, as every refusal of a Kubernetes API does.</summary>
/// <param name="code">HTTP status.</param>
/// <param name="reason">The machine-readable reason; empty when the real server gives none.</param>
/// <param name="message">What kubectl prints.</param>
/// <param name="details">Names the object and the causes, or null.</param>
/// <seealso href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/"/>
public sealed class ApiException(int code, string reason, string message, JsonObject? details = null)
    : Exception(message)
{
    /// <summary>Gets the HTTP status.</summary>
    public int Code { get; } = code;

    /// <summary>Gets the machine-readable reason.</summary>
    public string Reason { get; } = reason;

    /// <summary>Gets a token by which an expired list can be continued all the same, or null.</summary>
    public string? Continue { get; init; }

    /// <summary>Builds the body of the answer.</summary>
    /// <returns>A <c>Status</c> object.</returns>
    public JsonObject ToStatus()
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = Continue is null ? new JsonObject() : new JsonObject { ["continue"] = Continue },
            ["status"] = "Failure",
            ["message"] = Message,
        };
        if (Reason.Length > 0)
        {
            status["reason"] = Reason;
        }

        if (details is not null)
        {
            status["details"] = details.DeepClone();
        }

        status["code"] = Code;
        return status;
    }
}
