using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Objects;
using BlueGreen.MiniCluster.Processes;

namespace BlueGreen.MiniCluster.ApiServer.Pods;

/// <summary>Answers what the real server passes on to the kubelet: logs, commands and ports of pods.</summary>
/// <param name="services">The parts that do the work.</param>
/// <param name="runtime">Runs the pods.</param>
internal sealed class PodEndpoints(ApiServices services, IPodRuntime runtime)
{
    /// <summary>Answers one call.</summary>
    /// <param name="call">The request.</param>
    /// <returns>When it is answered.</returns>
    public async Task AnswerAsync(ApiCall call)
    {
        var pod = services.Reader.Get(call);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Http.RequestAborted, services.Stopping);
        try
        {
            await ((call.Subresource, call.Method) switch
            {
                ("log", "GET") => new LogEndpoint(runtime, services.TimeProvider).AnswerAsync(call, pod, end.Token),
                ("exec" or "attach", "GET" or "POST") =>
                    new ExecEndpoint(runtime, services.TimeProvider).AnswerAsync(call, pod, end.Token),
                ("portforward", "GET" or "POST") =>
                    new PortForwardEndpoint(runtime).AnswerAsync(call, pod, end.Token),
                ("eviction", "POST") => EvictAsync(call),
                _ => throw ApiErrors.MethodNotAllowed(call.Kind),
            });
        }
        catch (PodRuntimeException refusal)
        {
            throw new ApiException(
                refusal.IsMissing ? 404 : 400, refusal.IsMissing ? "NotFound" : "BadRequest", refusal.Message);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && end.IsCancellationRequested)
        {
            // The client has gone, or the server stops: nobody is left to answer.
        }
    }

    private async Task EvictAsync(ApiCall call)
    {
        var body = await RequestBody.ReadObjectAsync(call.Http.Request, call.Http.RequestAborted);
        var options = DeleteOptions.Read(call, body["deleteOptions"] as JsonObject);
        var isDryRun = call.IsDryRun || options.IsDryRun;
        services.Deleter.Delete(call.Kind, call.Kind.KeyOf(call.Namespace, call.Name), options, isDryRun);
        await Answers.WriteAsync(
            call.Http,
            new JsonObject
            {
                ["kind"] = "Status",
                ["apiVersion"] = "v1",
                ["metadata"] = new JsonObject(),
                ["status"] = "Success",
                ["code"] = 201,
            },
            201);
    }
}
