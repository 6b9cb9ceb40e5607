namespace BlueGreen.MiniCluster.ApiServer.Security.Authentication;

/// <summary>The names of users and groups that mean something to every Kubernetes cluster.</summary>
internal static class KnownNames
{
    /// <summary>Whoever showed no credentials.</summary>
    public const string Anonymous = "system:anonymous";

    /// <summary>The group of those without credentials.</summary>
    public const string Unauthenticated = "system:unauthenticated";

    /// <summary>The group of everybody with credentials.</summary>
    public const string Authenticated = "system:authenticated";

    /// <summary>The group that may do everything.</summary>
    public const string Masters = "system:masters";

    /// <summary>The group of all service accounts.</summary>
    public const string ServiceAccounts = "system:serviceaccounts";

    private const string ServiceAccountPrefix = "system:serviceaccount:";

    /// <summary>Names the user that a service account is.</summary>
    /// <param name="namespaceName">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The user's name.</returns>
    public static string ServiceAccount(string namespaceName, string name) =>
        $"{ServiceAccountPrefix}{namespaceName}:{name}";

    /// <summary>Names the groups that a service account is in.</summary>
    /// <param name="namespaceName">Its namespace.</param>
    /// <returns>The groups.</returns>
    public static IReadOnlyList<string> GroupsOfServiceAccount(string namespaceName) =>
        [ServiceAccounts, $"{ServiceAccounts}:{namespaceName}"];

    /// <summary>Reads the name of a user as that of a service account.</summary>
    /// <param name="user">The user's name.</param>
    /// <returns>Namespace and name, or null when it is no service account.</returns>
    public static (string Namespace, string Name)? FindServiceAccount(string user)
    {
        if (!user.StartsWith(ServiceAccountPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = user[ServiceAccountPrefix.Length..].Split(':');
        return parts is [{ Length: > 0 } namespaceName, { Length: > 0 } name] ? (namespaceName, name) : null;
    }
}
