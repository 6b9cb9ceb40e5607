using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;

namespace BlueGreen.MiniCluster.Processes.Machine;

/// <summary>Keeps which port on loopback stands behind each port of a pod.</summary>
/// <param name="allocator">Gives the ports.</param>
internal sealed class PodPortMap(PortAllocator allocator)
{
    // The key of a container that declares no port: whatever port is asked for means its only one.
    private const int AnyPort = 0;

    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    /// <summary>Makes sure that a container has its ports.</summary>
    /// <param name="container">The container.</param>
    /// <returns>Its first port on loopback.</returns>
    /// <exception cref="Containers.ContainerConfigException">No port is free.</exception>
    public int Take(JsonObject container)
    {
        var name = container.Text("name") ?? string.Empty;
        lock (_lock)
        {
            if (_entries.Find(entry => entry.IsOf(name)) is { } known)
            {
                return known.Real;
            }

            var declared = container.Items("ports").Where(port => port.Number("containerPort") is > 0).ToList();
            foreach (var port in declared)
            {
                var number = port.Number("containerPort")!.Value;
                _entries.Add(new Entry(name, number, port.Text("name"), allocator.Take()));
            }

            if (declared.Count == 0)
            {
                _entries.Add(new Entry(name, AnyPort, Label: null, allocator.Take()));
            }

            return _entries.Find(entry => entry.IsOf(name))!.Real;
        }
    }

    /// <summary>Gives the ports of a container that has ended back, where a stranger holds one of them: its next run
    /// gets others.</summary>
    /// <param name="container">Name of the container.</param>
    public void ReturnTaken(string container)
    {
        lock (_lock)
        {
            if (_entries.Exists(entry => entry.IsOf(container) && !PortAllocator.IsFree(entry.Real)))
            {
                Return(container);
            }
        }
    }

    /// <summary>Gives the ports of a container back; its next run gets others.</summary>
    /// <param name="container">Name of the container, or null for all.</param>
    public void Return(string? container)
    {
        lock (_lock)
        {
            foreach (var entry in _entries.Where(entry => container is null || entry.IsOf(container)))
            {
                allocator.Return(entry.Real);
            }

            _entries.RemoveAll(entry => container is null || entry.IsOf(container));
        }
    }

    /// <summary>Finds the port on loopback behind a port.</summary>
    /// <param name="port">A number or a name, as manifests have it.</param>
    /// <param name="container">The container to look in, or null for all.</param>
    /// <returns>The port, or null.</returns>
    public int? Find(JsonNode? port, string? container = null)
    {
        lock (_lock)
        {
            var entries = _entries.Where(entry => container is null || entry.IsOf(container)).ToList();
            var found = port.Text() is { } label
                ? entries.Find(entry => string.Equals(entry.Label, label, StringComparison.Ordinal))
                : entries.Find(entry => entry.Number == port.Number());
            return (found ?? entries.Find(entry => entry.Number == AnyPort && port.Number() is not null))?.Real;
        }
    }

    /// <summary>Lists the ports as the pod's annotation tells them.</summary>
    /// <returns>Ports on loopback by container port.</returns>
    public IReadOnlyDictionary<int, int> ToDictionary()
    {
        lock (_lock)
        {
            return _entries.DistinctBy(entry => entry.Number).ToDictionary(entry => entry.Number, entry => entry.Real);
        }
    }

    private sealed record Entry(string Container, int Number, string? Label, int Real)
    {
        public bool IsOf(string container) => string.Equals(Container, container, StringComparison.Ordinal);
    }
}
