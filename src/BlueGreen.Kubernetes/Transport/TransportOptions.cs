namespace BlueGreen.Kubernetes.Transport;

/// <summary>The limits of talking to a cluster.</summary>
public sealed record TransportOptions
{
    /// <summary>Gets how often a request is sent at most.</summary>
    /// <value>5 by default.</value>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Gets how long a connection may take to come about.</summary>
    /// <value>10 seconds by default.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long one attempt may take until the answer's headers are there.</summary>
    /// <value>65 seconds by default: the API server gives up after 60, and its answer says more than our
    /// silence.</value>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(65);

    /// <summary>Gets the time for all attempts at a request together, pauses included.</summary>
    /// <value>90 seconds by default.</value>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Gets the pause before the second attempt; it doubles with each further one.</summary>
    /// <value>200 milliseconds by default, of which up to half is left to chance.</value>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets the longest pause that we choose by ourselves.</summary>
    /// <value>5 seconds by default.</value>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);
}
