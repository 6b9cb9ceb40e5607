using BlueGreen.Errors;
using BlueGreen.Frosting.Sessions;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Routers.Cluster;

namespace BlueGreen.Frosting.Local.Gateway;

/// <summary>Runs the gateway of any cluster in this process, until it is stopped.</summary>
internal static class GatewayCommand
{
    /// <summary>Runs it.</summary>
    /// <param name="context">Options and output.</param>
    /// <returns>A task that ends with the gateway.</returns>
    public static async Task RunAsync(BlueGreenContext context)
    {
        var time = TimeProvider.System;
        var connection = ClusterConnections.Find(context.Inputs, time);
        using var client = new KubeClient(connection, time);
        var options = new ClusterGatewayOptions
        {
            Namespace = context.Inputs.Options.Namespace,
            Port = context.Inputs.Options.MiniCluster.GatewayPort,
            Log = context.Say,
        };
        if (context.IsDryRun)
        {
            context.Say($"would run a gateway for {Scope(options)} of the cluster {client.Server}");
            return;
        }

        await WordAsync(client, options, () => RunAsync(client, options, context));
        context.Say("The gateway is down.");
    }

    private static async Task<bool> RunAsync(KubeClient client, ClusterGatewayOptions options, BlueGreenContext context)
    {
        await using var gateway = await ClusterGateway.StartAsync(
            client, options, TimeProvider.System, context.Stopping);
        context.Say(
            $"""
            The gateway is ready: {gateway.Url}
              cluster   {client.Server}, {Scope(options)}
              stop      Ctrl+C, or SIGTERM: requests in flight end first
            """);
        await EndAsync(gateway, context);
        return true;
    }

    private static async Task WordAsync(KubeClient client, ClusterGatewayOptions options, Func<Task<bool>> run)
    {
        const string what = "follow what routes depend on";
        try
        {
            await new ClusterGate(client, adopt: false).CallAsync(what, _ => run());
        }
        catch (ReleaseException refused) when (refused.InnerException is ApiException { IsForbidden: true })
        {
            throw new ReleaseException(
                refused.ExitCode, refused.Problem, refused.Reason,
                "Grant the account that verb on that resource; docs/gateway.md lists all that the gateway needs.",
                refused);
        }
        catch (TimeoutException slow)
        {
            throw new ReleaseException(
                ExitCode.NotSwitched,
                $"The gateway has not read the cluster {client.Server}.",
                $"Its lists did not come within {options.StartLimit.TotalSeconds:0} s.",
                "Run it again, with --namespace=… if the cluster is large.",
                slow);
        }
    }

    /// <summary>A gateway that no longer follows its cluster would send users to pods that are gone.</summary>
    private static async Task EndAsync(ClusterGateway gateway, BlueGreenContext context)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.Stopping.Register(stopped.SetResult);
#pragma warning disable VSTHRD003 // It runs on the thread pool, which never waits for us.
        await await Task.WhenAny(stopped.Task, gateway.Following);
#pragma warning restore VSTHRD003
        context.Outcome.EndWell();
    }

    private static string Scope(ClusterGatewayOptions options) =>
        options.Namespace is { } one ? $"namespace {one}" : "all namespaces";
}
