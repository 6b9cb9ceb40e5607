using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Controllers.Workloads;
using BlueGreen.MiniCluster.Gateway;
using BlueGreen.MiniCluster.Processes;
using BlueGreen.MiniCluster.Storage;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Processes;

/// <summary>A cluster without its API: store, controllers and node, with a folder of its own.</summary>
internal sealed class MiniNode : IAsyncDisposable, IInFlight
{
    private readonly ControllerManager _controllers;

    private MiniNode(string folder, IReadOnlyList<ImageCommand> images, TimeProvider time)
    {
        Folder = folder;
        Store = new ObjectStore(TimeProvider.System);
        _controllers = new ControllerManager(Store, TimeProvider.System);
        Kubelet = new Kubelet(Store, Options(folder, images) with { TimeProvider = time }, this);
    }

    public string Folder { get; }

    public ObjectStore Store { get; }

    public Kubelet Kubelet { get; }

    public int InFlight { get; set; }

    public static KubeletOptions Options(string folder, IReadOnlyList<ImageCommand> images) => new()
    {
        DataFolder = folder,
        Images = images,
        FirstRestartDelay = TimeSpan.FromMilliseconds(20),
        EndpointLead = TimeSpan.FromMilliseconds(20),
        ShutdownLimit = TimeSpan.FromSeconds(2),
    };

    public static Task<MiniNode> StartAsync(params ImageCommand[] images) =>
        StartAsync(TimeProvider.System, images);

    /// <summary>Starts a node whose probes, back-offs and grace periods go by a clock of the test.</summary>
    public static async Task<MiniNode> StartAsync(TimeProvider time, params ImageCommand[] images)
    {
        var node = new MiniNode(Directory.CreateTempSubdirectory("mini-node-").FullName, images, time);
        node.Store.Create(
            ResourceTypes.Namespaces.Key(string.Empty, "default"),
            JsonNode.Parse("""{"metadata":{"name":"default"}}""")!.AsObject());
        await node._controllers.StartAsync(CancellationToken.None);
        await node.Kubelet.StartAsync(CancellationToken.None);
        return node;
    }

    public JsonObject Put(ResourceType type, string json)
    {
        var value = JsonNode.Parse(json)!.AsObject();
        value.Ensure("metadata")["namespace"] ??= "default";
        return Store.Create(value.KeyAs(type), value);
    }

    public JsonObject? Pod(string name) => Store.Find(ResourceTypes.Pods.Key("default", name));

    public IReadOnlyList<JsonObject> Pods() => Store.List(string.Empty, "pods", "default").Items;

    public IReadOnlyList<JsonObject> ReadyPods() =>
        [.. Pods().Where(p => PodReadiness.IsReady(p) && !p.IsBeingDeleted())];

    public async Task<JsonObject> PodAsync(string name, Func<JsonObject, bool> isSo)
    {
        await EventuallyAsync(() => Pod(name) is { } pod && isSo(pod), () => Pod(name)?.ToJsonString());
        return Pod(name)!;
    }

    public async Task EventuallyAsync(Func<bool> isSo, Func<string?>? explain = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!isSo())
        {
            if (limit.IsCancellationRequested)
            {
                Assert.Fail($"not so within 10 s: {explain?.Invoke() ?? Everything()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
    }

    public IReadOnlyList<JsonObject> Events(string reason) =>
        [.. Store.List(string.Empty, "events", namespaceName: null).Items
            .Where(e => string.Equals(e.Text("reason"), reason, StringComparison.Ordinal))];

    private string Everything() => string.Join('\n', ResourceTypes.BuiltIn
        .SelectMany(type => Store.List(type.Group, type.Plural, namespaceName: null).Items)
        .Select(value => value.ToJsonString()));

    public int Count(string namespaceName, string podName) => InFlight;

    public async ValueTask DisposeAsync()
    {
        await _controllers.DisposeAsync();
        await Kubelet.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
