namespace BlueGreen.Kubernetes.Transport;

/// <summary>How often a request may reach the server without harm.</summary>
internal enum Repetition
{
    /// <summary>Once: a second one would be refused or do more, such as a create or a conditional write.</summary>
    Once,

    /// <summary>Any number of times, for each leaves the same world, such as an apply without condition.</summary>
    SameWrite,

    /// <summary>Any number of times: it changes nothing.</summary>
    Read,
}
