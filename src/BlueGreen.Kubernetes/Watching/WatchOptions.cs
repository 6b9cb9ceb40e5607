namespace BlueGreen.Kubernetes.Watching;

/// <summary>What a watch is about, and how patient it is.</summary>
public sealed record WatchOptions
{
    /// <summary>Gets the labels that objects must carry.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Gets the fields that objects must have, such as <c>metadata.name=web</c>.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Gets after how many failures in a row, without one event between them, the watch gives up.</summary>
    /// <value>8 by default, which takes about 20 seconds.</value>
    public int MaxFailures { get; init; } = 8;

    /// <summary>Gets the pause after the first failure; it doubles with each further one, up to 32 times.</summary>
    /// <value>200 milliseconds by default.</value>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets the time after which the server is asked to end a watch, which then is opened anew.</summary>
    /// <value>5 minutes by default.</value>
    public TimeSpan Renewal { get; init; } = TimeSpan.FromMinutes(5);
}
