namespace BlueGreen.Options;

/// <summary>The limits of everything that waits.</summary>
public sealed record TimeoutOptions
{
    /// <summary>Gets how long a target may take to become ready. 1 s to 24 h.</summary>
    /// <value>The default value is 120 seconds.</value>
    public TimeSpan Ready { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Gets how long the test route may take to be proven. 1 s to 1 h.</summary>
    /// <value>The default value is 30 seconds.</value>
    public TimeSpan Probe { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how long one migration may take. 1 s to 24 h.</summary>
    /// <value>The default value is 10 minutes.</value>
    public TimeSpan Migrate { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets how long all smoke checks together may take. 1 s to 24 h.</summary>
    /// <value>The default value is 2 minutes.</value>
    public TimeSpan SmokeTest { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets how long a release waits for its turn. 0 to 24 h.</summary>
    /// <value>The default value is 30 minutes.</value>
    public TimeSpan Queue { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Gets how long a holder or waiter counts without renewing. 2 s to 1 h.</summary>
    /// <value>The default value is 30 seconds.</value>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);
}
