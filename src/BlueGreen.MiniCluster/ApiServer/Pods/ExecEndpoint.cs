using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.Processes;

namespace BlueGreen.MiniCluster.ApiServer.Pods;

/// <summary>Answers <c>pods/exec</c> over WebSocket.</summary>
/// <param name="runtime">Runs the commands.</param>
/// <seealso href="https://github.com/kubernetes/apimachinery/blob/master/pkg/util/remotecommand/constants.go"/>
internal sealed class ExecEndpoint(IPodRuntime runtime)
{
    private static readonly string[] Protocols = ["v5.channel.k8s.io", "v4.channel.k8s.io"];

    /// <summary>Answers one call.</summary>
    /// <param name="call">The request.</param>
    /// <param name="pod">The pod.</param>
    /// <returns>When the command has ended.</returns>
    public async Task AnswerAsync(ApiCall call, JsonObject pod)
    {
        var container = PodContainers.Find(call, pod);
        var command = call.Http.Request.Query["command"].OfType<string>().ToArray();
        if (command.Length == 0)
        {
            throw ApiErrors.BadRequest("you must specify at least one command for the container");
        }

        var sockets = call.Http.WebSockets;
        if (!sockets.IsWebSocketRequest)
        {
            throw ApiErrors.BadRequest("exec is served over WebSocket only: upgrade request required");
        }

        var asked = sockets.WebSocketRequestedProtocols;
        var protocol = Protocols.FirstOrDefault(known => asked.Contains(known, StringComparer.Ordinal))
            ?? throw ApiErrors.BadRequest(
                $"unable to upgrade: unable to negotiate protocol: server supports {string.Join(", ", Protocols)}");
        using var socket = await sockets.AcceptWebSocketAsync(protocol);
        await using var channels = new WebSocketChannels(socket, call.Flag("stdin"), call.Http.RequestAborted);
        var status = await RunAsync(call, container, command, channels);
        await channels.WriteAsync(WebSocketChannels.Error, status, call.Http.RequestAborted);
        await channels.CloseAsync(call.Http.RequestAborted);
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
        ApiCall call, ContainerReference container, string[] command, WebSocketChannels channels)
    {
        await using var output = channels.Output(WebSocketChannels.StandardOutput);
        await using var error = channels.Output(WebSocketChannels.StandardError);
        var request = new ExecRequest(
            command, call.Flag("stdin") ? channels.Input : null, output, error, call.Flag("tty"));
        try
        {
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
