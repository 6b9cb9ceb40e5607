using System.Buffers;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Objects;

namespace BlueGreen.Kubernetes.Execution;

/// <summary>Speaks the exec protocol over an open socket: the first byte of each message says which stream it is
/// of.</summary>
/// <seealso href="https://kubernetes.io/blog/2024/08/20/websockets-transition/"/>
internal sealed class ExecSession(WebSocket socket, PodContainer target, ExecStreams streams)
{
    /// <summary>The protocol in which the end of the input can be told.</summary>
    public const string Version5 = "v5.channel.k8s.io";

    /// <summary>The protocol before it.</summary>
    public const string Version4 = "v4.channel.k8s.io";

    private const byte InputChannel = 0;
    private const byte OutputChannel = 1;
    private const byte ErrorChannel = 2;
    private const byte StatusChannel = 3;
    private const byte CloseSignal = 255;
    private const int MaxStatus = 64 * 1024;

    private readonly TailBuffer _output = new(streams.CaptureLimit);
    private readonly TailBuffer _error = new(streams.CaptureLimit);
    private readonly TailBuffer _status = new(MaxStatus);

    /// <summary>Feeds the input and reads the outputs until the server says how the command ended.</summary>
    public async Task<ExecResult> RunAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
#pragma warning disable CA2025 // The task is awaited below, before anything it uses is disposed.
        var feeding = streams.Input is { } input ? FeedAsync(input, ended.Token) : Task.CompletedTask;
#pragma warning restore CA2025
        try
        {
            await ReadAllAsync(cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();

            // The command may end without having read all its input; that is its own affair.
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var output = _output.Text();
        var error = _error.Text();
        return new ExecResult(ExitCode(), output, error, _output.IsTruncated || _error.IsTruncated);
    }

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        try
        {
            var isFirst = true;
            byte channel = 0;
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                var part = buffer.AsMemory(0, received.Count);
                if (isFirst && part.Length > 0)
                {
                    channel = part.Span[0];
                    part = part[1..];
                }

                isFirst = received.EndOfMessage;
                await TakeAsync(channel, part, cancellationToken);
            }
        }
        catch (WebSocketException e)
        {
            // Some servers drop the connection right behind the status; then all was said.
            if (_status.Text().Length == 0)
            {
                throw new ExecException(target, "was cut off: the connection broke before its end was told", e);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task TakeAsync(byte channel, ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        var (kept, copy) = channel switch
        {
            OutputChannel => (_output, streams.Output),
            ErrorChannel => (_error, streams.Error),
            StatusChannel => (_status, null),
            _ => (null, null),
        };
        kept?.Add(part.Span);
        if (copy is not null)
        {
            await copy.WriteAsync(part, cancellationToken);
        }
    }

    private async Task FeedAsync(Stream input, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        buffer[0] = InputChannel;
        while (await input.ReadAsync(buffer.AsMemory(1), cancellationToken) is > 0 and var read)
        {
            await SendAsync(buffer.AsMemory(0, read + 1), cancellationToken);
        }

        if (socket.SubProtocol is Version5)
        {
            await SendAsync(new byte[] { CloseSignal, InputChannel }, cancellationToken);
        }
    }

    private ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);

    private int ExitCode()
    {
        var text = _status.Text();
        if (text.Length == 0)
        {
            throw new ExecException(target, "ended, but the server did not say how");
        }

        var status = Parse(text);
        if (KubeObject.Text(status, "status") is "Success")
        {
            return 0;
        }

        var causes = (status["details"] as JsonObject)?["causes"] as JsonArray ?? [];
        var code = causes.OfType<JsonObject>()
            .Where(c => KubeObject.Text(c, "reason") is "ExitCode")
            .Select(c => KubeObject.Text(c, "message"))
            .FirstOrDefault();
        return int.TryParse(code, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ExecException(target, "could not be run: " + (KubeObject.Text(status, "message") ?? text));
    }

    private JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? [];
        }
        catch (System.Text.Json.JsonException e)
        {
            throw new ExecException(target, "ended with a status that cannot be read: " + text, e);
        }
    }
}
