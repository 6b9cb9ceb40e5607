using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;
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
        await Answers.WriteAsync(call.Http, ScaleOf(call, value));
    }

    private static ScalePaths PathsOf(ApiCall call) =>
        call.Kind.Custom is { } custom ? custom.Current.Scale! : ScalePaths.Workload;

    private static JsonObject ScaleOf(ApiCall call, JsonObject value)
    {
        var paths = PathsOf(call);
        if (value.Number(paths.Wanted) is not { } wanted)
        {
            throw new ApiException(
                500,
                "InternalError",
                "Internal error occurred: the spec replicas field " +
                $"\".{string.Join('.', paths.Wanted)}\" does not exist");
        }

        var metadata = new JsonObject();
        foreach (var name in (string[])["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            metadata[name] = value.At("metadata", name)?.DeepClone();
        }

        var status = new JsonObject { ["replicas"] = value.Number(paths.Actual) ?? 0 };
        if (SelectorOf(value.At(paths.Selector)) is { Length: > 0 } selector)
        {
            status["selector"] = selector;
        }

        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = wanted },
            ["status"] = status,
        };
    }

    private static string? SelectorOf(JsonNode? selector) => selector switch
    {
        JsonValue => selector.Text(),
        _ => selector.Map("matchLabels") is { Count: > 0 } labels ? Columns.Labels(labels) : null,
    };

    private async Task<JsonObject> PatchAsync(ApiCall call)
    {
        var text = await RequestBody.ReadTextAsync(call.Http.Request, call.Http.RequestAborted);
        var change = PatchEndpoint.ChangeOf(
            call with { Kind = call.Kind with { Schema = Schemas.FieldSchema.Any } },
            RequestBody.MediaType(call.Http.Request),
            RequestBody.ParseJson(text));
        return services.Writer.Change(call, live => WithScale(call, live, change(ScaleOf(call, live))));
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
        var wanted = PathsOf(call).Wanted;
        wanted[..^1].Aggregate(next, (parent, name) => parent.Child(name))[wanted[^1]] = replicas;
        if (scale.Text("metadata", "resourceVersion") is { Length: > 0 } version)
        {
            next.Child("metadata")["resourceVersion"] = version;
        }

        return next;
    }
}
