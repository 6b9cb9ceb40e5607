namespace BlueGreen.MiniCluster.Gateway;

/// <summary>What the head of a request may be at most, so that nobody keeps a connection with a part of one.</summary>
/// <param name="Bytes">How large it may be.</param>
/// <param name="Timeout">How long it may take to come.</param>
internal sealed record RequestHeadLimits(int Bytes, TimeSpan Timeout);
