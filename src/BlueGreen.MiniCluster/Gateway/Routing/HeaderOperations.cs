using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>What a route or a destination does to the headers of a request or of a response.</summary>
/// <param name="Set">Headers to replace.</param>
/// <param name="Add">Headers to add a value to.</param>
/// <param name="Remove">Headers to drop.</param>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers-HeaderOperations"/>
internal sealed record HeaderOperations(
    IReadOnlyDictionary<string, string> Set, IReadOnlyDictionary<string, string> Add, IReadOnlyList<string> Remove)
{
    /// <summary>Reads operations.</summary>
    /// <param name="node">A <c>HeaderOperations</c>, or null.</param>
    /// <returns>The operations.</returns>
    public static HeaderOperations Parse(JsonNode? node) => new(node.Map("set"), node.Map("add"), node.Texts("remove"));

    /// <summary>Applies the operations.</summary>
    /// <param name="headers">The headers to change.</param>
    public void ApplyTo(IHeaderDictionary headers)
    {
        foreach (var name in Remove)
        {
            headers.Remove(name);
        }

        foreach (var (name, value) in Add)
        {
            headers[name] = StringValues.Concat(headers[name], value);
        }

        foreach (var (name, value) in Set)
        {
            headers[PlainName(name)] = value;
        }
    }

    private static string PlainName(string name) =>
        name.Equals(":authority", StringComparison.OrdinalIgnoreCase) ? "Host" : name;
}
