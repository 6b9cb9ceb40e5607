namespace BlueGreen.MiniCluster.ApiServer.Security.Authorization;

/// <summary>What one binding gives to one subject.</summary>
/// <param name="Source">The binding and its role, as reasons name them.</param>
/// <param name="Rules">The rules of the role.</param>
/// <param name="Error">What is wrong with the role, or null.</param>
internal sealed record Grant(string Source, IReadOnlyList<PolicyRule> Rules, string? Error);
