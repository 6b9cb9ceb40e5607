using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Controllers.Access;
using BlueGreen.MiniCluster.Storage;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Controllers;

/// <summary>What a role collects from others it has while they are labelled so, and no longer.</summary>
public sealed class RoleAggregationTests
{
    private static readonly ObjectKey Any = new(string.Empty, "aggregation", string.Empty, "all");

    private readonly ObjectStore _store = new(new FakeClock());

    [Fact]
    public void Reconcile_RolesLabelledAndNotAnyMore_CollectsTheirRulesOnce()
    {
        Put("sum", """{"aggregationRule":{"clusterRoleSelectors":[{"matchLabels":{"to":"sum"} }]} }""");
        Put("one", """{"metadata":{"labels":{"to":"sum"} },"rules":[{"verbs":["get"]},{"verbs":["list"]}]}""");
        Put("two", """{"metadata":{"labels":{"to":"sum"} },"rules":[{"verbs":["list"]},{"verbs":["watch"]}]}""");
        Put("other", """{"rules":[{"verbs":["*"]}]}""");

        var first = Reconcile();
        var version = _store.Version;
        var again = Reconcile();

        Assert.Equal("get list watch", first);
        Assert.Equal((first, version), (again, _store.Version));

        _store.Update(KeyOf("one"), new JsonObject { ["rules"] = new JsonArray() }, expectedVersion: null);
        Assert.Equal("list watch", Reconcile());
    }

    private static ObjectKey KeyOf(string name) => ResourceTypes.ClusterRoles.Key(string.Empty, name);

    private void Put(string name, string text)
    {
        var role = JsonNode.Parse(text)!.AsObject();
        role["metadata"] ??= new JsonObject();
        role["metadata"]!["name"] = name;
        _store.Create(KeyOf(name), role);
    }

    private string Reconcile()
    {
        new RoleAggregationController(_store).Reconcile(Any);
        var rules = _store.Find(KeyOf("sum"))!["rules"]?.AsArray() ?? [];
        return string.Join(' ', rules.SelectMany(rule => rule!["verbs"]!.AsArray()).Select(verb => (string?)verb));
    }
}
