using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.Gateway.Forwarding;

/// <summary>The body of a request on its way from the client to a pod; it can be read only once.</summary>
/// <param name="context">The request.</param>
/// <param name="lifetime">Told of each piece.</param>
/// <param name="copyLimit">How many bytes to keep for mirrors; 0 for none.</param>
internal sealed class IncomingBody(HttpContext context, RequestLifetime lifetime, int copyLimit)
{
    private readonly ArrayBufferWriter<byte>? _copy = copyLimit > 0 ? new ArrayBufferWriter<byte>() : null;
    private bool _isCopyWhole = true;
    private Task _sending = Task.CompletedTask;

    /// <summary>
    /// Gets a value indicating whether a byte may have been read, so that the request cannot be sent once more.
    /// </summary>
    public bool IsStarted { get; private set; }

    /// <summary>Gets a value indicating whether all of it has come.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Gets what went wrong between the client and us, or null.</summary>
    public Exception? ClientError { get; private set; }

    /// <summary>Gets a copy of the body, or null when it was not sent to its end or is larger than the limit.</summary>
    public ReadOnlyMemory<byte>? Copy =>
        _copy is not null && _isCopyWhole && IsStarted && _sending.IsCompletedSuccessfully ? _copy.WrittenMemory : null;

    /// <summary>Makes the content of one try.</summary>
    /// <returns>Content that streams this body.</returns>
    public HttpContent ToContent() => new Content(this, context.Request.ContentLength);

    /// <summary>Ends a sending that is still going on after the pod's answer is over.</summary>
    /// <returns>Completes when nobody reads the client's body any more.</returns>
    public async Task StopAsync()
    {
        if (!_sending.IsCompleted)
        {
            lifetime.End();
        }

#pragma warning disable VSTHRD003 // The HTTP client started this task on the thread pool, which never waits for us.
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
#pragma warning restore VSTHRD003
    }

    // The request's end counts, not that of a try: once the body is begun there is no other try.
    private async Task SendAsync(Stream pod)
    {
        var cancellationToken = lifetime.Token;
        IsStarted = true;
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await ReadAsync(cancellationToken);
            foreach (var piece in read.Buffer)
            {
                await pod.WriteAsync(piece, cancellationToken);
                Keep(piece.Span);
            }

            reader.AdvanceTo(read.Buffer.End);
            lifetime.Touch();
            if (read.IsCompleted)
            {
                IsWhole = true;
                lifetime.BeginDeadline();
                return;
            }

            await pod.FlushAsync(cancellationToken);
        }
    }

    private async ValueTask<System.IO.Pipelines.ReadResult> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await context.Request.BodyReader.ReadAsync(cancellationToken);
        }
        catch (IOException e)
        {
            // BadHttpRequestException is one of these; a client that is cut off is another.
            ClientError = e;
            throw;
        }
    }

    private void Keep(ReadOnlySpan<byte> piece)
    {
        _isCopyWhole = _isCopyWhole && _copy is not null && _copy.WrittenCount + piece.Length <= copyLimit;
        if (_isCopyWhole)
        {
            _copy!.Write(piece);
        }
    }

    private sealed class Content(IncomingBody body, long? length) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(
            Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            body._sending = body.SendAsync(stream);

        protected override bool TryComputeLength(out long computed)
        {
            computed = length ?? 0;
            return length is not null;
        }
    }
}
