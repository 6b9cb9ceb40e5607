using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Security.Authorization;

/// <summary>One rule of a role: what it allows.</summary>
/// <param name="Verbs">What may be done; <c>*</c> is everything.</param>
/// <seealso href="https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/role-v1/"/>
internal sealed record PolicyRule(IReadOnlyList<string> Verbs)
{
    private const string All = "*";

    /// <summary>Gets the API groups; <c>*</c> is every one.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Gets the resources: <c>pods</c>, <c>pods/log</c>, <c>*/scale</c> or <c>*</c>.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Gets the names; none is every name.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Gets the paths of requests that are for no resource; a star at the end stands for any end.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Reads the rules of a role.</summary>
    /// <param name="role">A Role or ClusterRole.</param>
    /// <returns>Its rules.</returns>
    public static IReadOnlyList<PolicyRule> ReadAll(JsonObject? role) =>
        [.. role.Objects("rules").Select(Read)];

    /// <summary>Reads one rule.</summary>
    /// <param name="rule">The rule as objects hold it.</param>
    /// <returns>The rule.</returns>
    public static PolicyRule Read(JsonObject rule) => new([.. rule.Texts("verbs")])
    {
        Groups = [.. rule.Texts("apiGroups")],
        Resources = [.. rule.Texts("resources")],
        Names = [.. rule.Texts("resourceNames")],
        Paths = [.. rule.Texts("nonResourceURLs")],
    };

    /// <summary>Says whether the rule allows a request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>Whether it does.</returns>
    public bool Allows(RequestAttributes request) =>
        Has(Verbs, request.Verb)
        && (request.IsResource
            ? Has(Groups, request.Group)
                && Resources.Any(resource => IsFor(resource, request))
                && (Names.Count == 0 || Names.Contains(request.Name, StringComparer.Ordinal))
            : Paths.Any(path => IsPath(path, request.Path)));

    /// <summary>Says whether a path of a rule stands for another.</summary>
    /// <param name="rule">The path of the rule.</param>
    /// <param name="path">The path that is asked for.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsPath(string rule, string path) =>
        string.Equals(rule, path, StringComparison.Ordinal)
        || (rule.EndsWith('*') && path.StartsWith(rule.TrimEnd('*'), StringComparison.Ordinal));

    /// <summary>Says whether a list of a rule has a value, or has all.</summary>
    /// <param name="list">The list.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it does.</returns>
    public static bool Has(IReadOnlyList<string> list, string value) =>
        list.Contains(All, StringComparer.Ordinal) || list.Contains(value, StringComparer.Ordinal);

    /// <summary>Writes the rule as objects hold it.</summary>
    /// <returns>The rule.</returns>
    public JsonObject ToJson()
    {
        var rule = new JsonObject();
        foreach (var (name, values) in Lists())
        {
            if (values.Count > 0)
            {
                rule[name] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
            }
        }

        return rule;
    }

    private static bool IsFor(string resource, RequestAttributes request) =>
        resource is All
        || string.Equals(resource, request.Combined, StringComparison.Ordinal)
        || (request.Subresource.Length > 0
            && resource.StartsWith("*/", StringComparison.Ordinal)
            && string.Equals(resource[2..], request.Subresource, StringComparison.Ordinal));

    private IEnumerable<(string Name, IReadOnlyList<string> Values)> Lists() =>
    [
        ("apiGroups", Groups), ("nonResourceURLs", Paths), ("resourceNames", Names), ("resources", Resources),
        ("verbs", Verbs),
    ];
}
