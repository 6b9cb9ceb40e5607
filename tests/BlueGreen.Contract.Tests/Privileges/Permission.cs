using System.Text.Json.Nodes;
using BlueGreen.Contract.Tests.Harness;
using BlueGreen.MiniCluster;

namespace BlueGreen.Contract.Tests.Privileges;

/// <summary>One verb on one resource: the smallest thing that a role gives.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Resource">The resource, with its subresource.</param>
/// <param name="Group">The API group; empty for the core group.</param>
internal sealed record Permission(string Verb, string Resource, string Group)
{
    /// <summary>Gets the name of the only object, or null for all.</summary>
    public string? Name { get; init; }

    /// <summary>Gets verb and resource as our messages name them.</summary>
    public string Words
    {
        get
        {
            var parts = Resource.Split('/', 2);
            var plural = Group.Length == 0 ? parts[0] : $"{parts[0]}.{Group}";
            return parts.Length == 1 ? $"{Verb} {plural}" : $"{Verb} {plural}/{parts[1]}";
        }
    }

    /// <summary>Tells whether a decision was about it.</summary>
    public bool IsAskedBy(AccessDecision decision) =>
        string.Equals(Verb, decision.Verb, StringComparison.Ordinal)
        && string.Equals(Resource, decision.Resource, StringComparison.Ordinal)
        && string.Equals(Group, decision.Group, StringComparison.Ordinal);

    /// <summary>Tells whether a run says that it was missing.</summary>
    public bool IsMissedIn(ReleaseResult result) =>
        result.Output.Contains($"may not {Words} ", StringComparison.Ordinal);

    /// <summary>Writes it as a rule of a role.</summary>
    public JsonObject ToRule()
    {
        var rule = new JsonObject
        {
            ["apiGroups"] = new JsonArray(Group),
            ["resources"] = new JsonArray(Resource),
            ["verbs"] = new JsonArray(Verb),
        };
        if (Name is not null)
        {
            rule["resourceNames"] = new JsonArray(Name);
        }

        return rule;
    }

    public override string ToString() => Words;
}
