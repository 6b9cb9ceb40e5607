using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Objects;
using BlueGreen.MiniCluster.ApiServer.Patching;

namespace BlueGreen.MiniCluster.ApiServer.Http;

/// <summary>Answers patches of all four kinds.</summary>
/// <param name="services">The parts that do the work.</param>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/api-concepts/#patch-and-apply"/>
internal sealed class PatchEndpoint(ApiServices services)
{
    private const string JsonPatchType = "application/json-patch+json";
    private const string MergePatchType = "application/merge-patch+json";
    private const string StrategicType = "application/strategic-merge-patch+json";
    private const string ApplyType = "application/apply-patch+yaml";

    /// <summary>Answers one patch.</summary>
    /// <param name="call">The request.</param>
    /// <returns>When it is answered.</returns>
    public async Task AnswerAsync(ApiCall call)
    {
        var mediaType = RequestBody.MediaType(call.Http.Request);
        var accepted = call.Kind.Custom is null
            ? $"{JsonPatchType}, {MergePatchType}, {StrategicType}, {ApplyType}"
            : $"{JsonPatchType}, {MergePatchType}, {ApplyType}";
        var isKnown = accepted.Split(", ").Contains(mediaType, StringComparer.Ordinal);
        if (!isKnown)
        {
            throw ApiErrors.UnsupportedMediaType(accepted);
        }

        var text = await RequestBody.ReadTextAsync(call.Http.Request, call.Http.RequestAborted);
        if (mediaType is ApplyType)
        {
            var applied = YamlText.Parse(text) as JsonObject
                ?? throw ApiErrors.BadRequest("the applied configuration is not an object");
            var (value, isNew) = services.Writer.Apply(call, applied);
            await services.Resources.SendAsync(call, value, isNew ? 201 : 200);
            return;
        }

        var change = ChangeOf(call, mediaType, RequestBody.ParseJson(text));
        await services.Resources.SendAsync(call, services.Writer.Change(call, live => Patched(call, live, change)));
    }

    /// <summary>Makes a change out of the body of a patch.</summary>
    /// <param name="call">The request.</param>
    /// <param name="mediaType">Which kind of patch it is.</param>
    /// <param name="patch">The body.</param>
    /// <returns>What to do to the live object.</returns>
    public static Func<JsonObject, JsonObject> ChangeOf(ApiCall call, string mediaType, JsonNode? patch)
    {
        if (mediaType is JsonPatchType)
        {
            var operations = patch as JsonArray ?? throw ApiErrors.BadRequest("a JSON patch is a list of operations");
            return live => JsonPatch.Apply(live, operations);
        }

        var part = patch as JsonObject ?? throw ApiErrors.BadRequest("the patch is not an object");
        return mediaType is MergePatchType
            ? live => MergePatch.Apply(live, part)
            : live => StrategicMergePatch.Apply(live, part, call.Kind.Schema);
    }

    private static JsonObject Patched(ApiCall call, JsonObject live, Func<JsonObject, JsonObject> change)
    {
        JsonObject next;
        try
        {
            next = change(EventView.Show(call.Kind, call.Version, live));
        }
        catch (PatchException e)
        {
            throw new ApiException(
                422, "Invalid", $"the server rejected our request due to an error in our request: {e.Message}", []);
        }

        ObjectIdentity.RequireSame(call, next);
        next = EventView.ToStored(call.Kind, next);
        ObjectPreparer.Decode(call, next);
        return next;
    }
}
