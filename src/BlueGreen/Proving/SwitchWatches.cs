using BlueGreen.Releases;

namespace BlueGreen.Proving;

/// <summary>The watches of one run: one for each switch in it.</summary>
public sealed class SwitchWatches : IAsyncDisposable
{
    private readonly List<SwitchWatch> _all = [];

    /// <summary>Gets every watch of the run, oldest first.</summary>
    public IReadOnlyList<SwitchWatch> All => _all;

    /// <summary>Adds a watch; it is stopped with the run.</summary>
    /// <param name="watch">The watch.</param>
    public void Add(SwitchWatch watch) => _all.Add(watch);

    /// <summary>Finds the watch that was started for a switch in this process.</summary>
    /// <param name="to">The color switched to.</param>
    /// <returns>The newest watch for it, or null when the switch was made by an earlier process.</returns>
    public SwitchWatch? Find(Color to) => _all.LastOrDefault(watch => watch.To == to);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var watch in _all)
        {
            await watch.DisposeAsync();
        }
    }
}
