namespace BlueGreen.Options;

/// <summary>The limits of draining a color.</summary>
public sealed record DrainOptions
{
    /// <summary>Gets how long requests in flight are waited for at most. 0 to 24 h.</summary>
    /// <value>The default value is 60 seconds.</value>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how long is waited when requests in flight cannot be counted. 0 to 1 h.</summary>
    /// <value>The default value is 5 seconds.</value>
    public TimeSpan Min { get; init; } = TimeSpan.FromSeconds(5);
}
