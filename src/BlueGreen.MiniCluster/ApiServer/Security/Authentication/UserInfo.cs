using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.ApiServer.Security.Authentication;

/// <summary>Who makes a request, as far as its credentials say.</summary>
/// <param name="Name">The user's name.</param>
/// <param name="Groups">Everything the user belongs to.</param>
/// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/"/>
internal sealed record UserInfo(string Name, IReadOnlyList<string> Groups)
{
    /// <summary>Gets the caller without credentials.</summary>
    public static UserInfo Anonymous { get; } = new(KnownNames.Anonymous, [KnownNames.Unauthenticated]);

    /// <summary>Gets what tells two users of one name apart; empty when nothing does.</summary>
    public string Uid { get; init; } = string.Empty;

    /// <summary>Gets what else is known, such as which token it was.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Gets a value indicating whether everything is allowed, whatever the roles say.</summary>
    public bool IsMaster => Groups.Contains(KnownNames.Masters, StringComparer.Ordinal);

    /// <summary>Writes the user as reviews show it.</summary>
    /// <returns>A <c>UserInfo</c> object.</returns>
    public JsonObject ToJson()
    {
        var user = new JsonObject { ["username"] = Name };
        if (Uid.Length > 0)
        {
            user["uid"] = Uid;
        }

        user["groups"] = Texts(Groups);
        if (Extra.Count > 0)
        {
            user["extra"] =
                new JsonObject(Extra.Select(extra => KeyValuePair.Create(extra.Key, (JsonNode?)Texts(extra.Value))));
        }

        return user;
    }

    private static JsonArray Texts(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];
}
