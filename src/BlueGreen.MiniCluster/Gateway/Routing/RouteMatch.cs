using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>One entry of a route's <c>match</c> list: every condition in it must hold.</summary>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest"/>
internal sealed record RouteMatch
{
    private static readonly string[] RequestLineNames = ["uri", "scheme", "method", "authority"];

    private readonly List<Func<RequestHead, bool>> _conditions = [];

    private RouteMatch(StringMatch? uri, int? port, IReadOnlyList<string> gateways) =>
        (Uri, Port, Gateways) = (uri, port, gateways);

    /// <summary>Gets a match that every request meets: what a route without a <c>match</c> list has.</summary>
    public static RouteMatch Anything { get; } = new(uri: null, port: null, gateways: []);

    /// <summary>Gets the condition on the path; a rewrite replaces what it matched. Null when there is none.</summary>
    public StringMatch? Uri { get; }

    /// <summary>
    /// Gets the port of the Gateway's server that the request must have come through, or null for any.
    /// </summary>
    public int? Port { get; }

    /// <summary>Gets the gateways that this entry is for, as written; empty for all of the VirtualService.</summary>
    public IReadOnlyList<string> Gateways { get; }

    /// <summary>
    /// Gets a value indicating whether every request meets this, so that later routes are never reached.
    /// </summary>
    public bool IsCatchAll =>
        _conditions.Count == 0 && (Uri is null or { Kind: StringMatchKind.Prefix, Value: "/" }
            or { Kind: StringMatchKind.Regex, Value: ".*" });

    /// <summary>Reads one entry.</summary>
    /// <param name="node">The <c>HTTPMatchRequest</c>.</param>
    /// <returns>The conditions.</returns>
    /// <exception cref="RouteException">A regular expression in it is not valid.</exception>
    public static RouteMatch Parse(JsonObject node)
    {
        var uri = node["uri"] is { } path ? StringMatch.Parse(path, node.Flag("ignoreUriCase")) : null;
        var match = new RouteMatch(uri, node.Whole("port"), node.Texts("gateways"));
        match.AddRequestLine(node);
        match.AddHeaders(node["headers"] as JsonObject ?? [], wanted: true);
        match.AddHeaders(node["withoutHeaders"] as JsonObject ?? [], wanted: false);
        foreach (var (name, condition) in node["queryParams"] as JsonObject ?? [])
        {
            var wanted = StringMatch.Parse(condition);
            match._conditions.Add(head => head.QueryParameter(name) is { } value && wanted.IsMatch(value));
        }

        // Where requests come from inside the mesh cannot be seen at a gateway: such an entry is never met, as in
        // Istio.
        if (node.Map("sourceLabels").Count > 0 || node.Text("sourceNamespace") is not null)
        {
            match._conditions.Add(static _ => false);
        }

        return match;
    }

    /// <summary>Compares.</summary>
    /// <param name="head">The request.</param>
    /// <returns>Whether it meets every condition.</returns>
    public bool IsMatch(RequestHead head)
    {
        if (Uri is not null && !Uri.IsMatch(head.Path))
        {
            return false;
        }

        foreach (var condition in _conditions)
        {
            if (!condition(head))
            {
                return false;
            }
        }

        return true;
    }

    private void AddRequestLine(JsonObject node)
    {
        if (node["scheme"] is { } scheme)
        {
            var wanted = StringMatch.Parse(scheme);
            _conditions.Add(head => wanted.IsMatch(head.Scheme));
        }

        if (node["method"] is { } method)
        {
            var wanted = StringMatch.Parse(method);
            _conditions.Add(head => wanted.IsMatch(head.Method));
        }

        if (node["authority"] is { } authority)
        {
            var wanted = StringMatch.Parse(authority);
            _conditions.Add(head => wanted.IsMatch(head.Authority));
        }
    }

    private void AddHeaders(JsonObject headers, bool wanted)
    {
        foreach (var (name, node) in headers)
        {
            // Istio's documentation: these names are ignored here, they have fields of their own.
            if (RequestLineNames.Contains(name, StringComparer.Ordinal))
            {
                continue;
            }

            var condition = StringMatch.Parse(node);
            _conditions.Add(head => (head.Header(name) is { } value && condition.IsMatch(value)) == wanted);
        }
    }
}
