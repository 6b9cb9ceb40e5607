using BlueGreen.MiniCluster.ApiServer.Errors;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.ApiServer.Http;

/// <summary>Chooses the form and media type of an answer from the Accept header.</summary>
/// <param name="Form">The form.</param>
/// <param name="MediaType">The media type to declare.</param>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables"/>
internal sealed record Accepted(ObjectForm Form, string MediaType)
{
    /// <summary>Gets the plain choice.</summary>
    public static Accepted Json { get; } = new(ObjectForm.Whole, "application/json");

    /// <summary>Gets the version of the grouped discovery document, or null for anything else.</summary>
    public string? Version { get; private init; }

    /// <summary>Chooses the first clause that can be produced.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The choice.</returns>
    /// <exception cref="ApiException">No clause can be produced: 406.</exception>
    public static Accepted For(HttpRequest request)
    {
        var header = request.Headers.Accept.ToString();
        return header.Length == 0
            ? Json
            : header.Split(',').Select(Read).FirstOrDefault(choice => choice is not null)
                ?? throw ApiErrors.NotAcceptable();
    }

    private static Accepted? Read(string clause)
    {
        var parts = clause.Split(';').Select(part => part.Trim()).ToArray();
        var type = parts[0] switch
        {
            "*/*" or "application/*" or "application/json" => "application/json",
            "application/yaml" => "application/yaml",
            _ => null,
        };
        var form = parts.FirstOrDefault(part => part.StartsWith("as=", StringComparison.Ordinal)) switch
        {
            null => ObjectForm.Whole,
            "as=Table" => ObjectForm.Table,
            "as=PartialObjectMetadata" or "as=PartialObjectMetadataList" => ObjectForm.Metadata,
            "as=APIGroupDiscoveryList" when VersionOf(parts) is not null => ObjectForm.Discovery,
            _ => (ObjectForm?)null,
        };
        return type is null || form is null ? null : new Accepted(form.Value, type) { Version = VersionOf(parts) };
    }

    private static string? VersionOf(string[] parts) => parts.Contains("v=v2", StringComparer.Ordinal) ? "v2"
        : parts.Contains("v=v2beta1", StringComparer.Ordinal) ? "v2beta1"
        : null;
}
