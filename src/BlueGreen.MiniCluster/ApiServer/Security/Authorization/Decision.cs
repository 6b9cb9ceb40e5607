namespace BlueGreen.MiniCluster.ApiServer.Security.Authorization;

/// <summary>What the roles say to a request.</summary>
/// <param name="IsAllowed">Whether it may be made.</param>
/// <param name="Reason">Which binding allows it, or what is wrong with those that might; empty when nothing is to be
/// said.</param>
internal sealed record Decision(bool IsAllowed, string Reason);
