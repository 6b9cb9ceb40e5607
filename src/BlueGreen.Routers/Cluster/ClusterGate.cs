using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using BlueGreen.Routers.Istio;

namespace BlueGreen.Routers.Cluster;

/// <summary>The one door to the cluster: words its refusals for people, and never takes fields from others in
/// silence.</summary>
/// <param name="client">The client.</param>
/// <param name="adopt">Whether the user allowed to take over fields that another manager owns (<c>--adopt</c>).</param>
public sealed class ClusterGate(KubeClient client, bool adopt)
{
    /// <summary>Gets the namespace of objects that name none.</summary>
    public string Namespace => client.DefaultNamespace;

    /// <summary>Makes a call and words what goes wrong.</summary>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <param name="what">What is being done, as an infinitive clause: <c>read Deployment/app-blue</c>.</param>
    /// <param name="call">The call.</param>
    /// <returns>What the call returned.</returns>
    /// <exception cref="ReleaseException">The cluster refused or could not be reached.</exception>
    public async Task<T> CallAsync<T>(string what, Func<KubeClient, Task<T>> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        try
        {
            return await call(client);
        }
        catch (ApiException refused)
        {
            throw ClusterErrors.Refused(what, refused);
        }
        catch (ClusterUnreachableException unreachable)
        {
            throw ClusterErrors.Unreachable(what, unreachable);
        }
        catch (UnknownResourceTypeException unknown)
        {
            throw ClusterErrors.Unknown(what, unknown);
        }
        catch (KubeConfigException cannotSignIn)
        {
            throw ClusterErrors.CannotSignIn(what, cannotSignIn);
        }
    }

    /// <summary>Reads an object; only the server's own "not found" counts as absent.</summary>
    /// <param name="target">Which object.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The object, or null.</returns>
    public Task<JsonObject?> FindAsync(ResourceRef target, CancellationToken cancellationToken) =>
        CallAsync($"read {target}", kube => kube.FindAsync(target, cancellationToken));

    /// <summary>Reads all objects with certain labels in the app's namespace.</summary>
    /// <param name="type">Their type.</param>
    /// <param name="labelSelector">The labels.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The objects, by name.</returns>
    public Task<IReadOnlyList<JsonObject>> ListAsync(
        ResourceType type, string labelSelector, CancellationToken cancellationToken) =>
        CallAsync($"list {type?.QualifiedName}", async kube =>
        {
            var list = await kube.ListAsync(type!, Namespace, new ListOptions { LabelSelector = labelSelector },
                cancellationToken);
            return list.Items;
        });

    /// <summary>Applies an object server-side. Fields of our own are taken back, fields of others only when the user
    /// said so.</summary>
    /// <param name="wanted">The whole wanted object.</param>
    /// <param name="request">Conditions of the write.</param>
    /// <param name="cancellationToken">Stops before the write.</param>
    /// <returns>The object as the server has it now.</returns>
    public Task<JsonObject> ApplyAsync(JsonObject wanted, ApplyRequest request, CancellationToken cancellationToken) =>
        CallAsync($"apply {Describe(wanted)}", kube => ApplyAsync(kube, wanted, request, cancellationToken));

    /// <summary>Names an object as people do.</summary>
    /// <param name="value">The object.</param>
    /// <returns>Kind and name.</returns>
    public static string Describe(JsonObject value) => $"{(string?)value?["kind"]}/{KubeObject.NameOf(value!)}";

    private async Task<JsonObject> ApplyAsync(
        KubeClient kube, JsonObject wanted, ApplyRequest request, CancellationToken cancellationToken)
    {
        var options = new ApplyOptions
        {
            FieldManager = IstioNames.FieldManager,
            DryRun = request.DryRun,
            Force = adopt || request.Force,
            ExpectedResourceVersion = request.ExpectedResourceVersion,
        };
        try
        {
            return await SendAsync(kube, wanted, request, options, cancellationToken);
        }
        catch (ApiException conflict) when (conflict.IsFieldConflict && conflict.Conflicts.All(c => IsOurs(c.Manager)))
        {
            // Fields that we set by another way, such as replicas through the scale subresource, are ours to take back.
            return await SendAsync(kube, wanted, request, options with { Force = true }, cancellationToken);
        }
    }

    private static Task<JsonObject> SendAsync(
        KubeClient kube, JsonObject wanted, ApplyRequest request, ApplyOptions options,
            CancellationToken cancellationToken) =>
        request.IsExclusive && !request.DryRun
            ? kube.ApplyExclusiveAsync(wanted, request.ExpectedResourceVersion, options, cancellationToken)
            : kube.ApplyAsync(wanted, options, cancellationToken);

    private static bool IsOurs(string manager) =>
        string.Equals(manager, IstioNames.FieldManager, StringComparison.Ordinal);
}

/// <summary>Conditions of one write.</summary>
/// <param name="ExpectedResourceVersion">The resource version the object must still have; null for any.</param>
/// <param name="IsExclusive">Whether null above means "must not exist yet".</param>
/// <param name="Force">Whether others' fields may be taken: only for a write that restates what they wrote.</param>
/// <param name="DryRun">Whether the server only tells what it would do.</param>
public sealed record ApplyRequest(
    string? ExpectedResourceVersion = null, bool IsExclusive = false, bool Force = false, bool DryRun = false);
