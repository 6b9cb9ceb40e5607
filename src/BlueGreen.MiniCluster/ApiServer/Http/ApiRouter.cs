using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Discovery;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Security;
using BlueGreen.MiniCluster.Storage;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.ApiServer.Http;

/// <summary>Every request passes here: who is it, what is it for, and what becomes of a refusal.</summary>
/// <param name="services">The parts that do the work.</param>
/// <param name="access">Lets callers in.</param>
internal sealed class ApiRouter(ApiServices services, AccessControl access)
{
    /// <summary>Answers one request.</summary>
    /// <param name="http">The request.</param>
    /// <returns>When it is answered.</returns>
    public async Task AnswerAsync(HttpContext http)
    {
        try
        {
            await RouteAsync(http);
        }
        catch (ApiException refusal)
        {
            await Answers.WriteAsync(http, refusal);
        }
        catch (StoreException refusal)
        {
            var error = new ApiException(500, "InternalError", $"Internal error occurred: {refusal.Message}");
            await Answers.WriteAsync(http, error);
        }
        catch (BadHttpRequestException e)
        {
            await Answers.WriteAsync(http, new ApiException(e.StatusCode, "BadRequest", e.Message));
        }
        catch (Exception e)
            when (e is InvalidOperationException or ArgumentException or FormatException or JsonException)
        {
            // A defect, or an object in the store that nobody could have sent: said as the real server says it.
            var defect = new ApiException(500, "InternalError", $"Internal error occurred: {e.Message}");
            await Answers.WriteAsync(http, defect);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: nobody is left to answer.
        }
    }

    private Task RouteAsync(HttpContext http)
    {
        var caller = access.Identify(http);
        if (services.Limiter.Take(caller.User.IsMaster) is { } wait)
        {
            return RequestLimiter.RefuseAsync(http, wait);
        }

        AccessControl.Require(http, caller);
        return http.Request.Path.Value!.Trim('/').Split('/') switch
        {
            [("healthz" or "readyz" or "livez"), ..] => Answers.WriteTextAsync(http, "ok"),
            ["version"] => Answers.WriteAsync(http, VersionBody()),
            ["api"] => DiscoverAsync(http, isCore: true),
            ["apis"] => DiscoverAsync(http, isCore: false),
            ["api", var version] => FoundAsync(http, services.Discovery.Resources(string.Empty, version)),
            ["apis", var group] => FoundAsync(http, services.Discovery.Group(group)),
            ["apis", var group, var version] => FoundAsync(http, services.Discovery.Resources(group, version)),
            ["api" or "apis", ..] => services.Resources.AnswerAsync(ApiPath.Read(http, services.Catalog)),
            ["openapi", "v2"] => OpenApiVersion2Async(http),
            ["openapi", "v3"] => FoundAsync(http, services.OpenApi.Index()),
            ["openapi", "v3", .. var rest] => FoundAsync(http, services.OpenApi.Find(string.Join('/', rest))),
            _ => Answers.WriteTextAsync(http, "404 page not found\n", StatusCodes.Status404NotFound),
        };
    }

    private static JsonObject VersionBody() => new()
    {
        ["major"] = "1",
        ["minor"] = "32",
        ["gitVersion"] = "v1.32.0+minicluster",
        ["gitCommit"] = "0000000000000000000000000000000000000000",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "2024-12-11T18:00:00Z",
        ["goVersion"] = "none",
        ["compiler"] = "none",
        ["platform"] = "linux/amd64",
    };

    private static Task FoundAsync(HttpContext http, JsonObject? body)
    {
        _ = Accepted.For(http.Request);
        return Answers.WriteAsync(http, body ?? throw ApiErrors.UnknownResource());
    }

    // The binary form has a media type of its own, which no other answer is written in.
    private Task OpenApiVersion2Async(HttpContext http)
    {
        var document = new OpenApiVersion2(services.Catalog).Document();
        return OpenApiProtobuf.IsAskedBy(http.Request.Headers.Accept.ToString())
            ? Answers.WriteBytesAsync(http, OpenApiProtobuf.Write(document), OpenApiProtobuf.MediaType)
            : FoundAsync(http, document);
    }

    private Task DiscoverAsync(HttpContext http, bool isCore)
    {
        if (Accepted.For(http.Request) is { Form: ObjectForm.Discovery, Version: { } version })
        {
            var document = services.Discovery.Aggregated(isCore, version);
            return Answers.WriteTaggedAsync(
                http, document, $"application/json;g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList");
        }

        return Answers.WriteAsync(http, isCore ? DiscoveryDocuments.CoreVersions() : services.Discovery.Groups());
    }
}
