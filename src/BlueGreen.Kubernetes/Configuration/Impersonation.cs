namespace BlueGreen.Kubernetes.Configuration;

/// <summary>The account in whose name requests are made, when it is not the one that signs in.</summary>
/// <param name="User">The account's name.</param>
/// <param name="Uid">The account's uid, or null.</param>
/// <param name="Groups">Its groups.</param>
/// <param name="Extra">Further attributes, each with its values.</param>
/// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation"/>
public sealed record Impersonation(
    string User,
    string? Uid,
    IReadOnlyList<string> Groups,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Extra)
{
    /// <summary>Adds the headers that ask the server for it.</summary>
    /// <param name="set">Takes each header's name and value; the same name may come more than once.</param>
    internal void WriteHeaders(Action<string, string> set)
    {
        set("Impersonate-User", User);
        if (Uid is not null)
        {
            set("Impersonate-Uid", Uid);
        }

        foreach (var group in Groups)
        {
            set("Impersonate-Group", group);
        }

        foreach (var (key, values) in Extra)
        {
            foreach (var value in values)
            {
                // Keys are part of a header's name, so whatever a name may not hold is percent-encoded.
                set("Impersonate-Extra-" + Uri.EscapeDataString(key), value);
            }
        }
    }
}
