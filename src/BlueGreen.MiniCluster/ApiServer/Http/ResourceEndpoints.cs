using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Objects;
using BlueGreen.MiniCluster.ApiServer.Reading;
using BlueGreen.MiniCluster.ApiServer.Security.Authentication;
using BlueGreen.MiniCluster.ApiServer.Security.Authorization;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.ApiServer.Http;

/// <summary>Answers calls for resources: one method a verb.</summary>
/// <param name="services">The parts that do the work.</param>
internal sealed class ResourceEndpoints(ApiServices services)
{
    /// <summary>Answers one call.</summary>
    /// <param name="call">The request.</param>
    /// <returns>When it is answered.</returns>
    /// <exception cref="ApiException">The call is refused.</exception>
    public Task AnswerAsync(ApiCall call)
    {
        if (call.Kind.IsVirtual)
        {
            return AccessReviews.AnswerAsync(call);
        }

        if (call.Subresource.Length > 0)
        {
            return AnswerPartAsync(call);
        }

        return (call.Method, call.Name.Length > 0) switch
        {
            ("GET", _) when call.Flag("watch") =>
                services.Watches.AnswerAsync(call, Accepted.For(call.Http.Request).Form),
            ("GET", true) => SendAsync(call, services.Reader.Get(call)),
            ("GET", false) => ListAsync(call),
            ("POST", false) => CreateAsync(call),
            ("PUT", true) => UpdateAsync(call),
            ("PATCH", true) => services.Patches.AnswerAsync(call),
            ("DELETE", true) => DeleteAsync(call),
            ("DELETE", false) when MayBeEmptied(call) => DeleteCollectionAsync(call),
            _ => throw ApiErrors.MethodNotAllowed(call.Kind),
        };
    }

    /// <summary>Sends one stored object in the form that was asked for.</summary>
    /// <param name="call">The request.</param>
    /// <param name="stored">The object.</param>
    /// <param name="code">HTTP status.</param>
    /// <returns>When it is sent.</returns>
    public Task SendAsync(ApiCall call, JsonObject stored, int code = 200)
    {
        var accepted = Accepted.For(call.Http.Request);
        var presenter = new ObjectPresenter(call, accepted.Form, services.TimeProvider.GetUtcNow());
        return Answers.WriteAsync(call.Http, presenter.Show(stored), code, accepted.MediaType);
    }

    // One namespace at a time, and never all namespaces: nobody means that.
    private static bool MayBeEmptied(ApiCall call) => call.Kind.IsNamespaced
        ? call.Namespace is not null
        : !call.Kind.Is(string.Empty, "namespaces");

    private Task AnswerPartAsync(ApiCall call)
    {
        if (!call.Kind.Subresources.Contains(call.Subresource, StringComparer.Ordinal))
        {
            throw ApiErrors.UnknownResource();
        }

        return (call.Subresource, call.Method) switch
        {
            ("status", "GET") => SendAsync(call, services.Reader.Get(call)),
            ("status", "PUT") => UpdateAsync(call),
            ("status", "PATCH") => services.Patches.AnswerAsync(call),
            ("scale", _) => services.Scales.AnswerAsync(call),
            ("token", "POST") => new TokenEndpoint(services).AnswerAsync(call),
            ("finalize", "PUT") => UpdateAsync(call),
            ("log" or "exec" or "attach" or "portforward" or "eviction", _) => services.Pods.AnswerAsync(call),
            _ => throw ApiErrors.MethodNotAllowed(call.Kind),
        };
    }

    private Task ListAsync(ApiCall call)
    {
        var accepted = Accepted.For(call.Http.Request);
        var (items, metadata) = services.Reader.List(call);
        var presenter = new ObjectPresenter(call, accepted.Form, services.TimeProvider.GetUtcNow());
        return Answers.WriteAsync(call.Http, presenter.ShowList(items, metadata), mediaType: accepted.MediaType);
    }

    private async Task CreateAsync(ApiCall call)
    {
        var body = await RequestBody.ReadObjectAsync(call.Http.Request, call.Http.RequestAborted);
        await SendAsync(call, services.Writer.Create(call, body), StatusCodes.Status201Created);
    }

    private async Task UpdateAsync(ApiCall call)
    {
        var body = await RequestBody.ReadObjectAsync(call.Http.Request, call.Http.RequestAborted);
        await SendAsync(call, services.Writer.Update(call, body));
    }

    private async Task DeleteAsync(ApiCall call)
    {
        var options = await ReadOptionsAsync(call);
        var key = call.Kind.KeyOf(call.Namespace, call.Name);
        var (value, isGone) = services.Deleter.Delete(call.Kind, key, options, call.IsDryRun || options.IsDryRun);
        await (isGone && !call.Kind.Is(string.Empty, "pods")
            ? Answers.WriteAsync(call.Http, Success(call, value))
            : SendAsync(call, value));
    }

    private async Task DeleteCollectionAsync(ApiCall call)
    {
        var options = await ReadOptionsAsync(call);
        var (items, metadata) = services.Reader.List(call);
        var deleted = items.Select(item => TryDelete(call, item, options)).OfType<JsonObject>().ToList();
        var presenter = new ObjectPresenter(call, ObjectForm.Whole, services.TimeProvider.GetUtcNow());
        await Answers.WriteAsync(call.Http, presenter.ShowList(deleted, metadata));
    }

    // Null when it went between the list and now, which is what was asked for.
    private JsonObject? TryDelete(ApiCall call, JsonObject item, DeleteOptions options)
    {
        try
        {
            var key = call.Kind.KeyOf(item.Text("metadata", "namespace"), item.Text("metadata", "name")!);
            return services.Deleter.Delete(call.Kind, key, options, call.IsDryRun || options.IsDryRun).Value;
        }
        catch (ApiException refusal) when (refusal.Code == 404)
        {
            return null;
        }
    }

    private static async Task<DeleteOptions> ReadOptionsAsync(ApiCall call)
    {
        var text = await RequestBody.ReadTextAsync(call.Http.Request, call.Http.RequestAborted);
        var body = text.Length == 0 ? null : RequestBody.ParseJson(text) as JsonObject
            ?? throw ApiErrors.BadRequest("the body of the request is not an object");
        return DeleteOptions.Read(call, body);
    }

    private static JsonObject Success(ApiCall call, JsonObject value) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Success",
        ["details"] = new JsonObject
        {
            ["name"] = call.Name,
            ["group"] = call.Kind.Group,
            ["kind"] = call.Kind.Plural,
            ["uid"] = value.Text("metadata", "uid"),
        },
    };
}
