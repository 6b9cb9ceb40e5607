namespace BlueGreen.Contract.Tests.Harness;

/// <summary>What a proxy does to a request instead of carrying it.</summary>
internal sealed record ApiFault
{
    /// <summary>Gets the status it answers with; 0 carries the request to the server.</summary>
    public int Status { get; init; }

    /// <summary>Gets the header Retry-After, in seconds.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Gets a value indicating whether the connection is cut before anything reaches the server.</summary>
    public bool IsCutBefore { get; init; }

    /// <summary>Gets a value indicating whether the connection is cut after the server has answered.</summary>
    public bool IsCutAfter { get; init; }

    /// <summary>Gets the number of lines after which the answer ends, for a watch; null for all of them.</summary>
    public int? Lines { get; init; }

    /// <summary>Gets what changes each line of the answer; null for nothing.</summary>
    public Func<string, string>? Edit { get; init; }
}
