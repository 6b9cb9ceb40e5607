namespace BlueGreen.Frosting.Demo;

/// <summary>Keeps every request of the demo, from all clients.</summary>
internal sealed class LoadLog
{
    /// <summary>The most requests that are kept; clients stop when it is reached, so that none is forgotten.</summary>
    public const int Limit = 200_000;

    private readonly Lock _lock = new();
    private readonly List<LoadSample> _samples = [];

    /// <summary>Adds one.</summary>
    /// <param name="sample">The request.</param>
    /// <returns>Whether there is room for another.</returns>
    public bool Add(LoadSample sample)
    {
        lock (_lock)
        {
            _samples.Add(sample);
            return _samples.Count < Limit;
        }
    }

    /// <summary>Copies all of them, in the order in which they ended.</summary>
    /// <returns>The requests.</returns>
    public IReadOnlyList<LoadSample> Copy()
    {
        lock (_lock)
        {
            return [.. _samples];
        }
    }
}
