using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.Processes;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.ApiServer.Pods;

/// <summary>Answers <c>pods/log</c>: lines as they were printed, for as long as the client follows.</summary>
/// <param name="runtime">Has the logs.</param>
/// <param name="timeProvider">The clock that <c>sinceSeconds</c> counts from.</param>
internal sealed class LogEndpoint(IPodRuntime runtime, TimeProvider timeProvider)
{
    /// <summary>Answers one call.</summary>
    /// <param name="call">The request.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="end">Cancelled when the connection breaks or the server stops.</param>
    /// <returns>When the log has ended.</returns>
    public async Task AnswerAsync(ApiCall call, JsonObject pod, CancellationToken end)
    {
        var tail = (int?)Whole(call, "tailLines");
        var options = new LogOptions(call.Flag("follow"), call.Flag("previous"), tail, Since(call));
        var container = PodContainers.Find(call, pod);
        var left = Whole(call, "limitBytes") ?? long.MaxValue;
        var withTimes = call.Flag("timestamps");
        var http = call.Http;
        var lines = runtime.ReadLogAsync(container, options, end).GetAsyncEnumerator(end);
        await using (lines)
        {
            // The first line is awaited before the answer begins, so that a refusal can still be a Status.
            var next = lines.MoveNextAsync().AsTask();
            if (next.IsCompleted || !options.Follow)
            {
                await next;
            }

            http.Response.ContentType = "text/plain";
            await http.Response.StartAsync(http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            while (left > 0 && await next)
            {
                var bytes = Format(lines.Current, withTimes);
                var length = (int)Math.Min(bytes.Length, left);
                left -= length;
                await http.Response.Body.WriteAsync(bytes.AsMemory(0, length), http.RequestAborted);
                await FlushIfAsync(options.Follow, http);
                next = lines.MoveNextAsync().AsTask();
            }
        }
    }

    private static Task FlushIfAsync(bool isFollowed, HttpContext http) =>
        isFollowed ? http.Response.Body.FlushAsync(http.RequestAborted) : Task.CompletedTask;

    private static byte[] Format(LogLine line, bool withTimes) => Encoding.UTF8.GetBytes(
        withTimes ? $"{line.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ} {line.Text}\n" : $"{line.Text}\n");

    private static long? Whole(ApiCall call, string name) => call.Query(name) switch
    {
        null or "" => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= int.MaxValue => number,
        var text => throw ApiErrors.BadRequest($"{name}: Invalid value: \"{text}\": must be a whole number"),
    };

    private DateTimeOffset? Since(ApiCall call)
    {
        if (Whole(call, "sinceSeconds") is { } seconds)
        {
            return timeProvider.GetUtcNow().AddSeconds(-seconds);
        }

        var hasTime = DateTimeOffset.TryParse(call.Query("sinceTime"), CultureInfo.InvariantCulture, out var since);
        return hasTime ? since : null;
    }
}
