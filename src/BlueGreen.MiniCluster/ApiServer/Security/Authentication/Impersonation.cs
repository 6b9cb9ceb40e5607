using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Security.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace BlueGreen.MiniCluster.ApiServer.Security.Authentication;

/// <summary>Lets a caller act as somebody else, if his roles allow that: <c>kubectl --as</c>.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation"/>
internal static class Impersonation
{
    private const string Group = "authentication.k8s.io";
    private const string ExtraHeader = "Impersonate-Extra-";

    /// <summary>Finds out as whom a request is made.</summary>
    /// <param name="caller">Who makes it.</param>
    /// <param name="headers">The headers of the request.</param>
    /// <returns>The user that counts from here on.</returns>
    /// <exception cref="ApiException">The caller may not act as that user.</exception>
    public static UserInfo Apply(Caller caller, IHeaderDictionary headers)
    {
        var name = headers["Impersonate-User"].ToString();
        var groups = Values(headers["Impersonate-Group"]);
        var uid = headers["Impersonate-Uid"].ToString();
        var extra = ExtraOf(headers);
        if (name.Length == 0)
        {
            return groups.Count == 0 && uid.Length == 0 && extra.Count == 0
                ? caller.User
                : throw new ApiException(
                    500,
                    "InternalError",
                    "Internal error occurred: requested to impersonate a group, a uid or extra fields " +
                    "without impersonating a user");
        }

        var account = KnownNames.FindServiceAccount(name);
        caller.Require(account is { } named
            ? Ask(caller, "serviceaccounts", named.Name) with { Namespace = named.Namespace }
            : Ask(caller, "users", name));
        foreach (var request in Requests(caller, groups, uid, extra))
        {
            caller.Require(request);
        }

        if (groups.Count == 0 && account is { } own)
        {
            groups.AddRange(KnownNames.GroupsOfServiceAccount(own.Namespace));
        }

        return new UserInfo(name, WithStanding(name, groups)) { Uid = uid, Extra = extra };
    }

    private static List<RequestAttributes> Requests(
        Caller caller, List<string> groups, string uid, Dictionary<string, IReadOnlyList<string>> extra)
    {
        var asked = groups.Select(group => Ask(caller, "groups", group)).ToList();
        if (uid.Length > 0)
        {
            asked.Add(Ask(caller, "uids", uid) with { Group = Group });
        }

        asked.AddRange(
            from field in extra
            from value in field.Value
            select Ask(caller, "userextras", value) with { Group = Group, Subresource = field.Key });
        return asked;
    }

    private static RequestAttributes Ask(Caller caller, string resource, string name) =>
        new(caller.User, "impersonate") { Resource = resource, Name = name };

    private static List<string> Values(StringValues values) =>
        [.. values.OfType<string>().Where(value => value.Length > 0)];

    private static Dictionary<string, IReadOnlyList<string>> ExtraOf(IHeaderDictionary headers) => headers
        .Where(header => header.Key.StartsWith(ExtraHeader, StringComparison.OrdinalIgnoreCase))
        .GroupBy(
            header => Uri.UnescapeDataString(header.Key[ExtraHeader.Length..].ToLowerInvariant()),
            header => Values(header.Value),
            StringComparer.Ordinal)
        .ToDictionary(
            field => field.Key, IReadOnlyList<string> (field) => [.. field.SelectMany(values => values)],
            StringComparer.Ordinal);

    // Everybody is in one of two groups; who is named without it is in the one for his name.
    private static List<string> WithStanding(string name, List<string> groups)
    {
        if (!groups.Contains(KnownNames.Authenticated, StringComparer.Ordinal)
            && !groups.Contains(KnownNames.Unauthenticated, StringComparer.Ordinal))
        {
            groups.Add(name is KnownNames.Anonymous ? KnownNames.Unauthenticated : KnownNames.Authenticated);
        }

        return groups;
    }
}
