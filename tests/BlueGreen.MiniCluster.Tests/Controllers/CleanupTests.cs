using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Controllers.Cleanup;
using BlueGreen.MiniCluster.Storage;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Controllers;

/// <summary>What becomes of dependents when their owner is deleted in each of the three ways.</summary>
public sealed class CleanupTests
{
    private static readonly ObjectKey Sweep = new(string.Empty, "garbage", string.Empty, "all");

    private readonly FakeClock _clock = new();
    private readonly ObjectStore _store;
    private readonly GarbageCollector _collector;

    public CleanupTests()
    {
        _store = new ObjectStore(_clock);
        _collector = new GarbageCollector(_store, _clock);
    }

    [Fact]
    public void Sweep_OwnerGone_DeletesDependentsOnly()
    {
        var (owner, dependent) = OwnerAndDependent();
        Put(ResourceTypes.ConfigMaps, "free", owner: null);

        _collector.Reconcile(Sweep);
        Assert.NotNull(Find(dependent));

        _store.Remove(owner, expectedVersion: null);
        _collector.Reconcile(Sweep);

        Assert.Null(Find(dependent));
        Assert.NotNull(Find(ResourceTypes.ConfigMaps.Key("default", "free")));
    }

    [Fact]
    public void Sweep_OwnerOfTheSameNameButAnotherUid_CountsAsGone()
    {
        var (owner, dependent) = OwnerAndDependent();
        _store.Remove(owner, expectedVersion: null);
        Put(ResourceTypes.Deployments, "web", owner: null);

        _collector.Reconcile(Sweep);

        Assert.Null(Find(dependent));
    }

    [Fact]
    public void Sweep_OwnerOfUnknownKind_CountsAsThere()
    {
        var reference = JsonNode.Parse(
            """{"apiVersion":"x.example/v1","kind":"Thing","name":"t","uid":"u"}""")!.AsObject();
        var dependent = Put(ResourceTypes.ConfigMaps, "c", reference);

        _collector.Reconcile(Sweep);

        Assert.NotNull(Find(dependent));
    }

    [Fact]
    public void Sweep_Foreground_OwnerGoesAfterItsDependents()
    {
        var (owner, dependent) = OwnerAndDependent();
        Finalize(dependent, "example.dev/wait");
        Delete(owner, "foregroundDeletion");

        _collector.Reconcile(Sweep);
        Assert.True(Find(dependent)!.IsBeingDeleted());
        Assert.NotNull(Find(owner));

        _store.Remove(dependent, expectedVersion: null);
        _collector.Reconcile(Sweep);

        Assert.Null(Find(owner));
    }

    [Fact]
    public void Sweep_Orphan_DependentsLoseTheirOwnerAndStay()
    {
        var (owner, dependent) = OwnerAndDependent();
        Delete(owner, "orphan");

        _collector.Reconcile(Sweep);
        _collector.Reconcile(Sweep);

        Assert.Null(Find(owner));
        Assert.Empty(Find(dependent)!.Owners());
    }

    [Fact]
    public void Namespace_BeingDeleted_IsEmptiedAndGoes()
    {
        var space = ResourceTypes.Namespaces.Key(string.Empty, "default");
        _store.Create(space, JsonNode.Parse(
            """
            {"metadata":{"name":"default","deletionTimestamp":"2026-01-01T00:00:00Z"},
             "spec":{"finalizers":["kubernetes"]}}
            """)!.AsObject());
        var content = Put(ResourceTypes.ConfigMaps, "c", owner: null);
        Finalize(content, "example.dev/wait");
        var controller = new NamespaceController(_store, _clock);

        Assert.NotNull(controller.Reconcile(space));
        Assert.Equal("Terminating", Find(space).Text("status", "phase"));
        _store.Remove(content, expectedVersion: null);
        controller.Reconcile(space);

        Assert.Null(Find(space));
    }

    private (ObjectKey Owner, ObjectKey Dependent) OwnerAndDependent()
    {
        var owner = Put(ResourceTypes.Deployments, "web", owner: null);
        return (owner, Put(
            ResourceTypes.ReplicaSets, "web-1", Find(owner)!.ControllerReference(ResourceTypes.Deployments)));
    }

    private JsonObject? Find(ObjectKey key) => _store.Find(key);

    private ObjectKey Put(ResourceType type, string name, JsonObject? owner)
    {
        var key = type.Key("default", name);
        var metadata = new JsonObject { ["name"] = name, ["namespace"] = "default" };
        if (owner is not null)
        {
            metadata["ownerReferences"] = new JsonArray(owner);
        }

        _store.Create(key, new JsonObject { ["metadata"] = metadata });
        return key;
    }

    private void Finalize(ObjectKey key, string finalizer) => _store.Change(key, uid: null, value =>
        value["metadata"]!["finalizers"] = new JsonArray(finalizer));

    private void Delete(ObjectKey key, string finalizer)
    {
        Finalize(key, finalizer);
        _store.Change(key, uid: null, value => value["metadata"]!["deletionTimestamp"] = "2026-01-01T00:00:00Z");
    }
}
