namespace BlueGreen.Kubernetes.Options;

/// <summary>How an object is written.</summary>
public record WriteOptions
{
    /// <summary>Gets the name under which the server notes who owns the written fields.</summary>
    /// <value><c>bluegreen</c> by default.</value>
    public string FieldManager { get; init; } = "bluegreen";

    /// <summary>Gets a value indicating whether the server checks and answers, but stores nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Gets a value indicating whether a field unknown to the server is an error rather than
    /// dropped.</summary>
    /// <value>True by default, as for kubectl.</value>
    public bool Strict { get; init; } = true;
}

/// <summary>How an object is applied.</summary>
public sealed record ApplyOptions : WriteOptions
{
    /// <summary>Gets a value indicating whether fields that others own are taken from them.</summary>
    public bool Force { get; init; }

    /// <summary>Gets the version that the object must still have.</summary>
    /// <value>Null by default: whatever it has.</value>
    public string? ExpectedResourceVersion { get; init; }
}
