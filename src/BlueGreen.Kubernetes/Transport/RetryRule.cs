using System.Net;
using System.Security.Cryptography;
using BlueGreen.Kubernetes.Errors;

namespace BlueGreen.Kubernetes.Transport;

/// <summary>Decides whether a request is sent again, and when. There is no other place that repeats requests.</summary>
/// <remarks>
/// Safe to repeat are: anything that was never sent; anything answered by 429 with a Retry-After, for the server says
/// that it did nothing; reading; and writes that may arrive twice, when a proxy or a restarting server stood in the
/// way. A write answered by 500 is never repeated: a server-side apply with a field unknown to a CRD's schema answers
/// 500 for ever. A pause that the server asks for is kept if the deadline allows it; otherwise its answer counts at
/// once.
/// </remarks>
internal sealed class RetryRule(TransportOptions options, TimeProvider timeProvider)
{
    private readonly long _started = timeProvider.GetTimestamp();
    private int _attempts;

    /// <summary>Gets how long the next attempt may take: what is left of the deadline, within an attempt's own
    /// limit.</summary>
    public TimeSpan AttemptLimit
    {
        get
        {
            var left = options.Deadline - timeProvider.GetElapsedTime(_started);
            return left > options.AttemptTimeout ? options.AttemptTimeout : left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Judges an attempt.</summary>
    /// <returns>How long to wait before the next one; null when this one counts.</returns>
    public TimeSpan? Next(Repetition may, HttpResponseMessage? answer, ClusterUnreachableException? failure)
    {
        _attempts++;
        var after = RetryAfter(answer);
        var isWorthIt = answer is null
            ? failure is { IsPassing: true } && (may is not Repetition.Once || failure.WasNotSent)
            : IsBusy(answer.StatusCode, may, after is not null);
        if (!isWorthIt || _attempts >= options.MaxAttempts)
        {
            return null;
        }

        // Those who were told to come back at the same time would meet again: some of them for ever.
        var pause = (after ?? TimeSpan.Zero) + OwnPause();
        return timeProvider.GetElapsedTime(_started) + pause < options.Deadline ? pause : null;
    }

    private static bool IsBusy(HttpStatusCode code, Repetition may, bool saysWhen) => code switch
    {
        HttpStatusCode.TooManyRequests => may is Repetition.Read || saysWhen,
        HttpStatusCode.InternalServerError => may is Repetition.Read,
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
            may is not Repetition.Once,
        _ => false,
    };

    private TimeSpan? RetryAfter(HttpResponseMessage? answer)
    {
        var header = answer?.Headers.RetryAfter;
        var pause = header?.Delta ?? header?.Date - timeProvider.GetUtcNow();
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    private TimeSpan OwnPause()
    {
        var full = options.FirstPause * Math.Pow(2, _attempts - 1);
        var capped = full < options.LongestPause ? full : options.LongestPause;

        // Half of it is chance, so that many clients that failed together do not come back together.
        return capped * (0.5 + (RandomNumberGenerator.GetInt32(0, 501) / 1000.0));
    }
}
