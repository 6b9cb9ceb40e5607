using BlueGreen.Releases;

namespace BlueGreen.Routers.Cluster;

/// <summary>Names and limits of the colors of one app.</summary>
/// <param name="App">The app: the label <c>app</c> of everything it owns.</param>
/// <param name="Container">The container that commands run in, or null for the pod's default one.</param>
/// <param name="Mask">Hides secrets in text that came from the cluster.</param>
public sealed record ColorSettings(string App, string? Container, Func<string, string> Mask)
{
    /// <summary>Gets how often a wait looks again.</summary>
    /// <value>The default value is 200 milliseconds.</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Selects what belongs to a color.</summary>
    /// <param name="color">Which color.</param>
    /// <returns>A label selector.</returns>
    public string Selector(Color color) => $"app={App},color={color.ToName()}";
}
