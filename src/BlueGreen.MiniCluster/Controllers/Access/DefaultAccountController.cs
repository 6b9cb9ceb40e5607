using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers.Access;

/// <summary>Gives every namespace its service account <c>default</c>, and gives it anew when it is deleted.</summary>
/// <param name="store">The cluster.</param>
/// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/"/>
internal sealed class DefaultAccountController(ObjectStore store) : IController
{
    private const string Account = "default";

    /// <inheritdoc/>
    public string Name => "serviceaccount-controller";

    /// <inheritdoc/>
    public IReadOnlyList<WatchSource> Sources { get; } =
    [
        WatchSource.Of(ResourceTypes.Namespaces),
        new(ResourceTypes.ServiceAccounts, value => value.Name() is Account
            ? [ResourceTypes.Namespaces.Key(string.Empty, value.Namespace())]
            : []),
    ];

    /// <inheritdoc/>
    public TimeSpan? Reconcile(ObjectKey key)
    {
        var account = ResourceTypes.ServiceAccounts.Key(key.Name, Account);
        if (store.Find(key) is { } place && !place.IsBeingDeleted() && store.Find(account) is null)
        {
            Create(account);
        }

        return null;
    }

    private void Create(ObjectKey key)
    {
        try
        {
            store.Create(key, new JsonObject
            {
                ["apiVersion"] = ResourceTypes.ServiceAccounts.ApiVersion,
                ["kind"] = ResourceTypes.ServiceAccounts.Kind,
                ["metadata"] = new JsonObject { ["name"] = key.Name, ["namespace"] = key.Namespace },
            });
        }
        catch (StoreException refusal) when (refusal.Refusal == StoreRefusal.AlreadyExists)
        {
            // Somebody else was faster, which is as well.
        }
    }
}
