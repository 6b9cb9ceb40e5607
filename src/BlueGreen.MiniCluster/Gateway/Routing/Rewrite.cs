using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>What a route makes of path and host before the request is sent.</summary>
/// <param name="Uri">What replaces the part of the path that the route matched, or null.</param>
/// <param name="Authority">The new host, or null.</param>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite"/>
internal sealed partial record Rewrite(string? Uri, string? Authority)
{
    private Regex? Pattern { get; init; }

    private string Replacement { get; init; } = "";

    /// <summary>Reads a rewrite.</summary>
    /// <param name="node">An <c>HTTPRewrite</c>, or null.</param>
    /// <returns>The rewrite.</returns>
    /// <exception cref="RouteException">Its regular expression is not valid.</exception>
    public static Rewrite Parse(JsonNode? node)
    {
        var regex = node.At("uriRegexRewrite");
        var pattern = regex.Text("match");
        return new Rewrite(node.Text("uri"), node.Text("authority"))
        {
            Pattern = pattern is null ? null : CompileUnanchored(pattern),
            Replacement = FromRe2Replacement(regex.Text("rewrite") ?? ""),
        };
    }

    /// <summary>Rewrites a path.</summary>
    /// <param name="path">The path without query.</param>
    /// <param name="matched">The condition on the path that let the request in, or null.</param>
    /// <returns>The path to send.</returns>
    /// <remarks>
    /// A prefix is replaced by the new text; an exact or regex match covers the whole path, so all of it is. Without
    /// a condition the route has the prefix <c>/</c>: <c>uri: /v1</c> makes <c>/v1x</c> of <c>/x</c>, as it does in
    /// Istio.
    /// </remarks>
    public string Path(string path, StringMatch? matched)
    {
        if (Pattern is not null)
        {
            return Pattern.Replace(path, Replacement);
        }

        return (Uri, matched) switch
        {
            (null, _) => path,
            (_, null) => Uri + path[1..],
            (_, { Kind: StringMatchKind.Prefix }) => Uri + path[matched.Value.Length..],
            _ => Uri,
        };
    }

    private static Regex CompileUnanchored(string pattern)
    {
        _ = StringMatch.Compile(pattern);
        return new Regex(StringMatch.FromRe2(pattern), StringMatch.Re2, Regex.InfiniteMatchTimeout);
    }

    // RE2 writes groups as \1, and a dollar sign means nothing to it.
    private static string FromRe2Replacement(string text) =>
        GroupReference().Replace(text.Replace("$", "$$", StringComparison.Ordinal), "$${${group}}");

    [GeneratedRegex(@"\\(?<group>[0-9])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GroupReference();
}
