using System.Collections.Concurrent;

namespace BlueGreen.MiniCluster.Gateway;

/// <summary>Counts requests per pod, from before they are sent until their answer is over.</summary>
internal sealed class InFlight : IInFlight
{
    private readonly ConcurrentDictionary<PodName, int> _counts = new();

    /// <inheritdoc/>
    public int Count(string namespaceName, string podName) =>
        _counts.GetValueOrDefault(new PodName(namespaceName, podName));

    /// <summary>Counts one request more.</summary>
    /// <param name="pod">The pod it goes to.</param>
    public void Enter(PodName pod) => _counts.AddOrUpdate(pod, 1, static (_, count) => count + 1);

    /// <summary>Counts one request less; a pod without requests is forgotten.</summary>
    /// <param name="pod">The pod it went to.</param>
    public void Leave(PodName pod)
    {
        _counts.AddOrUpdate(pod, 0, static (_, count) => count - 1);
        _counts.TryRemove(KeyValuePair.Create(pod, 0));
    }
}

/// <summary>Names a pod.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
internal readonly record struct PodName(string Namespace, string Name);
