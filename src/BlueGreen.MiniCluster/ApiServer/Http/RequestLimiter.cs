using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.ApiServer.Http;

/// <summary>Counts requests, and tells those over the limit to come back later.</summary>
/// <param name="timeProvider">Gives the time of windows.</param>
internal sealed class RequestLimiter(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private ApiRequestLimit? _limit;
    private DateTimeOffset _windowEnd;
    private int _left;

    /// <summary>Gets or sets the limit; null lets everything through. A new limit begins a new window.</summary>
    public ApiRequestLimit? Limit
    {
        get
        {
            lock (_lock)
            {
                return _limit;
            }
        }

        set
        {
            lock (_lock)
            {
                (_limit, _windowEnd) = (value, default);
            }
        }
    }

    /// <summary>Counts a request.</summary>
    /// <param name="isMaster">Whether its caller is of <c>system:masters</c>.</param>
    /// <returns>Null when it may pass; otherwise how long to wait.</returns>
    public TimeSpan? Take(bool isMaster)
    {
        lock (_lock)
        {
            if (_limit is null || (isMaster && !_limit.IncludesMasters))
            {
                return null;
            }

            var now = timeProvider.GetUtcNow();
            if (now >= _windowEnd)
            {
                (_windowEnd, _left) = (now + _limit.Window, _limit.Requests);
            }

            return _left-- > 0 ? null : _windowEnd - now;
        }
    }

    /// <summary>Writes the refusal: plain text, as the real server's filter does before any API is reached.</summary>
    /// <param name="http">The request.</param>
    /// <param name="wait">How long to wait.</param>
    /// <returns>When it is written.</returns>
    public static Task RefuseAsync(HttpContext http, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        const string Text = "Too many requests, please try again later.\n";
        return Answers.WriteTextAsync(http, Text, StatusCodes.Status429TooManyRequests);
    }
}
