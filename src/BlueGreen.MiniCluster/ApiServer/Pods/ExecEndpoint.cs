using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Pods.Spdy;
using BlueGreen.MiniCluster.Processes;

namespace BlueGreen.MiniCluster.ApiServer.Pods;

/// <summary>
/// Answers <c>pods/exec</c> and <c>pods/attach</c> over WebSocket, and over SPDY for kubectl before 1.31.
/// </summary>
/// <param name="runtime">Runs the commands.</param>
/// <param name="timeProvider">Times the wait for the client's streams.</param>
/// <seealso href="https://github.com/kubernetes/apimachinery/blob/master/pkg/util/remotecommand/constants.go"/>
internal sealed class ExecEndpoint(IPodRuntime runtime, TimeProvider timeProvider)
{
    private static readonly string[] Protocols = ["v5.channel.k8s.io", "v4.channel.k8s.io"];

    /// <summary>Answers one call.</summary>
    /// <param name="call">The request.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="aborted">Cancelled when the connection breaks or the server stops.</param>
    /// <returns>When the command has ended.</returns>
    public async Task AnswerAsync(ApiCall call, JsonObject pod, CancellationToken aborted)
    {
        var container = PodContainers.Find(call, pod);
        var command = call.Http.Request.Query["command"].OfType<string>().ToArray();
        if (command.Length == 0 && call.Subresource is "exec")
        {
            throw ApiErrors.BadRequest("you must specify at least one command for the container");
        }

        await using var channels = SpdyUpgrade.IsAskedFor(call.Http)
            ? await SpdyChannels.OpenAsync(call, timeProvider, aborted)
            : await OpenWebSocketAsync(call, aborted);
        await channels.EndAsync(await RunAsync(call, container, command, channels));
    }

    private static async Task<ICommandChannels> OpenWebSocketAsync(ApiCall call, CancellationToken aborted)
    {
        var sockets = call.Http.WebSockets;
        if (!sockets.IsWebSocketRequest)
        {
            throw ApiErrors.BadRequest("exec is served over WebSocket and SPDY/3.1: upgrade request required");
        }

        var asked = sockets.WebSocketRequestedProtocols;
        var protocol = Protocols.FirstOrDefault(known => asked.Contains(known, StringComparer.Ordinal))
            ?? throw ApiErrors.BadRequest(
                $"unable to upgrade: unable to negotiate protocol: server supports {string.Join(", ", Protocols)}");
        var socket = await sockets.AcceptWebSocketAsync(protocol);
        return new WebSocketChannels(socket, call.Flag("stdin"), aborted);
    }

    private static JsonObject ExitStatus(int exitCode) => exitCode == 0
        ? new JsonObject { ["metadata"] = new JsonObject(), ["status"] = "Success" }
        : new JsonObject
        {
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = $"command terminated with non-zero exit code: exit status {exitCode}",
            ["reason"] = "NonZeroExitCode",
            ["details"] = new JsonObject
            {
                ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ExitCode", ["message"] = $"{exitCode}" }),
            },
        };

    private async Task<JsonObject> RunAsync(
        ApiCall call, ContainerReference container, string[] command, ICommandChannels channels)
    {
        var request = new ExecRequest(
            command,
            channels.Input,
            channels.Output,
            call.Flag("tty") ? channels.Output : channels.Error,
            call.Flag("tty"));
        try
        {
            if (call.Subresource is "attach")
            {
                await runtime.AttachAsync(container, request, channels.Closed);
                return ExitStatus(0);
            }

            return ExitStatus(await runtime.ExecAsync(container, request, channels.Closed));
        }
        catch (PodRuntimeException refusal)
        {
            return new ApiException(500, "InternalError", $"Internal error occurred: {refusal.Message}").ToStatus();
        }
        catch (OperationCanceledException)
        {
            return new ApiException(499, "ClientClosed", "the client closed the connection").ToStatus();
        }
    }
}
