using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Processes.Machine;

namespace BlueGreen.MiniCluster.Processes;

/// <summary>
/// One pod as its containers see it: its manifest, its ports, its folder, and whom to tell what happens.
/// </summary>
internal sealed class PodContext
{
    private readonly string _uid;

    /// <summary>Takes a pod that is bound to the node.</summary>
    /// <param name="node">What every pod works with.</param>
    /// <param name="pod">The pod as stored.</param>
    public PodContext(NodeServices node, JsonObject pod)
    {
        Node = node;
        Pod = pod;
        _uid = pod.Uid();
        Ports = new PodPortMap(node.Ports);
        Folder = Path.Combine(node.Options.DataFolder, "pods", _uid);
        Directory.CreateDirectory(Folder);
    }

    /// <summary>Gets what every pod works with.</summary>
    public NodeServices Node { get; }

    /// <summary>Gets the pod as it was when it was taken.</summary>
    public JsonObject Pod { get; }

    /// <summary>Gets its ports on loopback.</summary>
    public PodPortMap Ports { get; }

    /// <summary>Gets its own folder, which goes with it.</summary>
    public string Folder { get; }

    /// <summary>Gets the name that messages have for it.</summary>
    public string Title => $"{Pod.Name()}_{Pod.Namespace()}({_uid})";

    /// <summary>Gets when its containers are started again.</summary>
    public string RestartPolicy => Pod.Text("spec", "restartPolicy") ?? "Always";

    /// <summary>Gets how long its containers have to end, unless the deletion says otherwise.</summary>
    public TimeSpan Grace => PodSeconds.Limited(Pod.Number("spec", "terminationGracePeriodSeconds"), otherwise: 30);

    /// <summary>Reads the pod as it is now, for labels and annotations that may have changed.</summary>
    /// <returns>The pod; as it was when it is gone.</returns>
    public JsonObject Latest() => Node.Store.Find(Pod.KeyAs(ResourceTypes.Pods)) ?? Pod;

    /// <summary>
    /// Tells how often a container ran in an earlier run of the cluster: it goes on counting from there.
    /// </summary>
    /// <param name="container">Its name.</param>
    /// <returns>0 when it never ran.</returns>
    public int RunsBefore(string? container)
    {
        var status = Pod.Items("status", "initContainerStatuses").Concat(Pod.Items("status", "containerStatuses"))
            .FirstOrDefault(c => string.Equals(c.Text("name"), container, StringComparison.Ordinal));
        return status?.Text("containerID") is { Length: > 0 } ? (int)(status.Number("restartCount") ?? 0) + 1 : 0;
    }

    /// <summary>
    /// Removes the pod's folder with its logs; what cannot be removed is left to whoever clears the data folder.
    /// </summary>
    public void RemoveFolder()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Node.Events.Warn("kubelet", Subject(container: null), "FailedCleanup", error.Message);
        }
    }

    /// <summary>Changes the stored pod, unless it is gone.</summary>
    /// <param name="change">The change.</param>
    public void Change(Action<JsonObject> change) => Node.Store.Change(Pod.KeyAs(ResourceTypes.Pods), _uid, change);

    /// <summary>Tells something that is as it should be.</summary>
    /// <param name="container">The container, or null for the pod.</param>
    /// <param name="reason">One word for machines.</param>
    /// <param name="message">A sentence for people.</param>
    public void Tell(string? container, string reason, string message) =>
        Node.Events.Tell("kubelet", Subject(container), reason, message);

    /// <summary>Tells something that somebody should look at.</summary>
    /// <param name="container">The container, or null for the pod.</param>
    /// <param name="reason">One word for machines.</param>
    /// <param name="message">A sentence for people.</param>
    public void Warn(string? container, string reason, string message) =>
        Node.Events.Warn("kubelet", Subject(container), reason, message);

    private EventSubject Subject(string? container) =>
        new(ResourceTypes.Pods, Pod, container is null ? null : $"spec.containers{{{container}}}");
}
