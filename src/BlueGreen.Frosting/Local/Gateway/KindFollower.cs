using System.Text.Json;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Watching;
using BlueGreen.MiniCluster.Gateway.Alone;

namespace BlueGreen.Frosting.Local.Gateway;

/// <summary>Keeps one kind of a cluster's objects known to the gateway, for as long as the gateway runs.</summary>
/// <param name="client">The cluster.</param>
/// <param name="kind">What the gateway calls the kind.</param>
/// <param name="type">What the cluster calls it.</param>
/// <param name="objects">Where it is told.</param>
internal sealed class KindFollower(KubeClient client, GatewayKind kind, ResourceType type, GatewayObjects objects)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    // About three seconds: the watch gets over a short break by itself, and a longer one is worth a line.
    private const int MaxFailures = 5;

    private readonly TaskCompletionSource _listed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Gets what completes with the first list, and is cancelled when <see cref="RunAsync"/> ends without one.
    /// </summary>
#pragma warning disable VSTHRD003 // Completed on the thread pool, which never waits for us.
    public Task Listed => _listed.Task;
#pragma warning restore VSTHRD003

    /// <summary>Lists and watches, again and again. What is known stays known while nobody answers.</summary>
    /// <param name="options">Which namespace, and how patiently.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Never ends but by an exception: that of the token, or the reason why it cannot follow.</returns>
    /// <exception cref="ApiException">The first list failed, or it may list, but not watch.</exception>
    public async Task RunAsync(ClusterGatewayOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await FollowAsync(options, time, cancellationToken);
        }
        finally
        {
            _listed.TrySetCanceled(CancellationToken.None);
        }
    }

    private async Task FollowAsync(
        ClusterGatewayOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var failures = 0;
        var startedAt = time.GetTimestamp();
        while (true)
        {
            try
            {
                var watch = new WatchOptions { MaxFailures = MaxFailures };
                await foreach (var change in client.WatchAsync(type, options.Namespace, watch, cancellationToken))
                {
                    Use(change);
                    _listed.TrySetResult();
                    Cheer(options, failures);
                    failures = 0;
                }
            }
            catch (Exception away) when (IsAway(away, cancellationToken))
            {
                if (!_listed.Task.IsCompleted)
                {
                    throw;
                }

                // Whoever may list, but not watch, would go by lists of long ago without ever having been better off.
                if (failures == 0 && away is ApiException { IsForbidden: true }
                    && time.GetElapsedTime(startedAt) < options.StartLimit)
                {
                    throw;
                }

                failures++;
                var pause = PauseAfter(failures, options.LongestPause);
                options.Log($"{type.QualifiedName} cannot be watched: {away.Message} The gateway goes on with what it "
                    + $"knows; next attempt in {pause.TotalSeconds:0} s.");
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    /// <summary>Doubles the pause with each failure, up to a limit.</summary>
    /// <param name="failures">How many there were in a row.</param>
    /// <param name="longest">The limit.</param>
    /// <returns>The pause.</returns>
    internal static TimeSpan PauseAfter(int failures, TimeSpan longest)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 16));
        return pause < longest ? pause : longest;
    }

    // Whatever ends a watch, the gateway must go on; only what no answer and no broken line explains is a defect.
    private static bool IsAway(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => failure is ApiException or ClusterUnreachableException or KubeConfigException
            or IOException or HttpRequestException or JsonException or InvalidDataException,
    };

    private void Cheer(ClusterGatewayOptions options, int failures)
    {
        if (failures > 0)
        {
            options.Log($"{type.QualifiedName} are watched again.");
        }
    }

    private void Use(WatchEvent change)
    {
        switch (change)
        {
            case Relisted all:
                objects.Replace(kind, all.Items);
                break;
            case Added added:
                objects.Set(kind, added.Item);
                break;
            case Modified modified:
                objects.Set(kind, modified.Item);
                break;
            case Deleted deleted:
                objects.Remove(kind, deleted.Item);
                break;
        }
    }
}
