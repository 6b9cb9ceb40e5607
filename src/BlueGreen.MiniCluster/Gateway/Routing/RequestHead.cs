using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>What a route may look at: a request without its body.</summary>
/// <param name="Method">The method, in the case it was sent.</param>
/// <param name="Scheme">Always <c>http</c> so far.</param>
/// <param name="Authority">The <c>Host</c> header as sent.</param>
/// <param name="Path">The path without query, normalized, with its escapes.</param>
/// <param name="Query">The query with its question mark, or an empty string.</param>
/// <param name="Headers">The headers.</param>
internal sealed record RequestHead(
    string Method, string Scheme, string Authority, string Path, string Query, IHeaderDictionary Headers)
{
    /// <summary>
    /// Reads a header as Envoy does: several lines are one value, with commas; cookies with semicolons.
    /// </summary>
    /// <param name="name">The header.</param>
    /// <returns>Its value, or null when it is not there.</returns>
    public string? Header(string name)
    {
        if (!Headers.TryGetValue(name, out var values))
        {
            return null;
        }

        var separator = name.Equals("cookie", StringComparison.OrdinalIgnoreCase) ? "; " : ",";
        return values.Count == 1 ? values[0] : string.Join(separator, values.ToArray());
    }

    /// <summary>Reads a query parameter as sent, without decoding it: so does Envoy.</summary>
    /// <param name="name">The parameter.</param>
    /// <returns>Its first value, or null when it is not there.</returns>
    public string? QueryParameter(string name)
    {
        foreach (var pair in Query.AsSpan().TrimStart('?').ToString().Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (name.AsSpan().SequenceEqual(equals < 0 ? pair : pair.AsSpan(0, equals)))
            {
                return equals < 0 ? "" : pair[(equals + 1)..];
            }
        }

        return null;
    }
}
