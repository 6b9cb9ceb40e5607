using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Uptimer;

/// <summary>What the app answers. While it loads, users and probes get 503.</summary>
/// <param name="settings">Who answers.</param>
/// <param name="clock">Measures the loading and <c>/slow</c>.</param>
internal sealed class Endpoints(UptimerSettings settings, TimeProvider clock)
{
    private const int LongestMilliseconds = 30_000;
    private readonly long _started = clock.GetTimestamp();

    private bool IsLoading => clock.GetElapsedTime(_started) < settings.Loading;

    /// <summary>Adds the endpoints.</summary>
    /// <param name="routes">The app.</param>
    public void MapTo(IEndpointRouteBuilder routes)
    {
        // RequestDelegates: binding by parameter would compile an expression for each endpoint at the start.
        routes.MapGet("/", context => IsLoading ? RefuseAsync(context) : ShowAsync(context));
        routes.MapGet("/ready", context => IsLoading ? RefuseAsync(context) : JsonAsync(context, """{"ready":true}"""));
        routes.MapGet("/version", context => TextAsync(context, settings.Version));
        routes.MapGet("/slow", SlowAsync);
    }

    private static Task TextAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text + "\n");
    }

    private static Task JsonAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return JsonAsync(context, """{"ready":false}""");
    }

    private Task ShowAsync(HttpContext context)
    {
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            return TextAsync(context, $"uptimer {settings.Version} on {settings.Color}, pod {settings.Pod}");
        }

        var (version, color, pod) = (Encode(settings.Version), Encode(settings.Color), Encode(settings.Pod));
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $$"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>uptimer {{version}}</title></head>
            <body style="font: 2rem system-ui; margin: 4rem; border-top: 1rem solid {{color}}">
            <h1>uptimer {{version}}</h1>
            <p>on {{color}}, pod {{pod}}</p>
            </body>
            </html>

            """);

        static string Encode(string value) => HtmlEncoder.Default.Encode(value);
    }

    private async Task SlowAsync(HttpContext context)
    {
        var asked = context.Request.Query["ms"].ToString();
        if (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds > LongestMilliseconds)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await TextAsync(context, $"ms must be a number from 0 to {LongestMilliseconds}");
            return;
        }

        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), clock, context.RequestAborted);
        await TextAsync(context, $"slept {milliseconds} ms");
    }
}
