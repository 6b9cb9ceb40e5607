using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Reading.Tables;

namespace BlueGreen.MiniCluster.ApiServer.Http;

/// <summary>Answers calls for the scale of a workload: the caller comes to own <c>spec.replicas</c> alone.</summary>
/// <param name="services">The parts that do the work.</param>
/// <seealso href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/"/>
internal sealed class ScaleEndpoint(ApiServices services)
{
    /// <summary>Answers one call.</summary>
    /// <param name="call">The request.</param>
    /// <returns>When it is answered.</returns>
    public async Task AnswerAsync(ApiCall call)
    {
        var value = call.Method switch
        {
            "GET" => services.Reader.Get(call),
            "PUT" => Update(call, await RequestBody.ReadObjectAsync(call.Http.Request, call.Http.RequestAborted)),
            "PATCH" => await PatchAsync(call),
            _ => throw ApiErrors.MethodNotAllowed(call.Kind),
        };
        await Answers.WriteAsync(call.Http, ScaleOf(value));
    }

    private static JsonObject ScaleOf(JsonObject value)
    {
        var metadata = new JsonObject();
        foreach (var name in (string[])["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            metadata[name] = value.At("metadata", name)?.DeepClone();
        }

        var status = new JsonObject { ["replicas"] = value.Number("status", "replicas") ?? 0 };
        if (value.Map("spec", "selector", "matchLabels") is { Count: > 0 } labels)
        {
            status["selector"] = Columns.Labels(labels);
        }

        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = value.Number("spec", "replicas") ?? 0 },
            ["status"] = status,
        };
    }

    private async Task<JsonObject> PatchAsync(ApiCall call)
    {
        var text = await RequestBody.ReadTextAsync(call.Http.Request, call.Http.RequestAborted);
        var change = PatchEndpoint.ChangeOf(
            call with { Kind = call.Kind with { Schema = Schemas.FieldSchema.Any } },
            RequestBody.MediaType(call.Http.Request),
            RequestBody.ParseJson(text));
        return services.Writer.Change(call, live => WithScale(call, live, change(ScaleOf(live))));
    }

    private JsonObject Update(ApiCall call, JsonObject scale) =>
        services.Writer.Change(call, live => WithScale(call, live, scale));

    private static JsonObject WithScale(ApiCall call, JsonObject live, JsonObject scale)
    {
        if (scale.Number("spec", "replicas") is not (>= 0 and <= int.MaxValue and var replicas))
        {
            var value = scale.At("spec", "replicas")?.ToJsonString();
            var error = FieldError.Invalid("spec.replicas", value, "must be greater than or equal to 0");
            throw ApiErrors.Invalid(call.Kind, call.Name, [error]);
        }

        var next = live.Copy();
        next.Child("spec")["replicas"] = replicas;
        if (scale.Text("metadata", "resourceVersion") is { Length: > 0 } version)
        {
            next.Child("metadata")["resourceVersion"] = version;
        }

        return next;
    }
}
