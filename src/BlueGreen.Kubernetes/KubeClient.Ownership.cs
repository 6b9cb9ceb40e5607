using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using BlueGreen.Kubernetes.Ownership;

namespace BlueGreen.Kubernetes;

/// <content>Applying under the condition that nobody else was faster.</content>
public sealed partial class KubeClient
{
    private const int MaxUpgradeAttempts = 10;

    /// <summary>Applies an object only if it still is as it was seen: absent, or at one version.</summary>
    /// <param name="item">The object, holding only the fields that we mean.</param>
    /// <param name="expectedResourceVersion">The version seen; null means that the object was seen to be
    /// absent.</param>
    /// <param name="options">How; its own expected version is not used. Null is the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The object as stored.</returns>
    /// <exception cref="ApiException">
    /// Somebody was faster: <see cref="ApiException.IsConflict"/> is true, also when the object to be created exists.
    /// </exception>
    /// <remarks>
    /// A server-side apply cannot demand absence, so that case is a create, whose ownership is then turned into that
    /// of an apply. A crash between the two writes leaves an object whose next apply would conflict with ourselves;
    /// therefore each later call repairs that first. Neither repair changes the object's content.
    /// </remarks>
    public async Task<JsonObject> ApplyExclusiveAsync(
        JsonObject item,
        string? expectedResourceVersion,
        ApplyOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new ApplyOptions();
        if (expectedResourceVersion is null)
        {
            var created = await CreateAsync(item, options, cancellationToken);
            return options.DryRun ? created : await OwnByApplyAsync(created, options, cancellationToken);
        }

        var target = await RefOfAsync(item, cancellationToken);
        var live = await GetAsync(target, cancellationToken);
        var isExpected = string.Equals(
            KubeObject.ResourceVersionOf(live), expectedResourceVersion, StringComparison.Ordinal);
        if (isExpected && !options.DryRun && ManagedFields.NeedUpgrade(live, options.FieldManager))
        {
            live = await UpgradeAsync(target, live, options, cancellationToken);
            expectedResourceVersion = KubeObject.ResourceVersionOf(live);
        }

        // Where the version moved, the server says so in answer to this, in the same way as in a race.
        var conditional = options with { ExpectedResourceVersion = expectedResourceVersion };
        return await ApplyAsync(item, conditional, cancellationToken);
    }

    // Controllers touch a new object at once (its status, for one), so the upgrade may need several attempts. It
    // changes notes on ownership only, which is why it may follow the object to a newer version.
    private async Task<JsonObject> OwnByApplyAsync(
        JsonObject created, WriteOptions options, CancellationToken cancellationToken)
    {
        var target = await RefOfAsync(created, cancellationToken);
        var live = created;
        for (var attempt = 1; ManagedFields.NeedUpgrade(live, options.FieldManager); attempt++)
        {
            try
            {
                live = await UpgradeAsync(target, live, options, cancellationToken);
            }
            catch (ApiException e) when (e.IsConflict && attempt < MaxUpgradeAttempts)
            {
                live = await GetAsync(target, cancellationToken);
            }
        }

        return live;
    }

    private Task<JsonObject> UpgradeAsync(
        ResourceRef target, JsonObject live, WriteOptions options, CancellationToken cancellationToken)
    {
        var patch = new Patch(PatchKind.Json, ManagedFields.UpgradePatch(live, options.FieldManager));
        return PatchAsync(target, patch, options, cancellationToken);
    }
}
