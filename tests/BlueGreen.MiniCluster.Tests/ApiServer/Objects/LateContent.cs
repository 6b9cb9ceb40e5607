using System.Net;
using System.Text;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Objects;

/// <summary>A body whose second half is sent later.</summary>
internal sealed class LateContent : HttpContent
{
    private readonly byte[] _bytes;
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LateContent(string text)
    {
        _bytes = Encoding.UTF8.GetBytes(text);
        Headers.ContentType = new("application/json");
    }

    public Task HasBegun => _begun.Task;

    public void Finish() => _finish.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_bytes.AsMemory(0, 10));
        await stream.FlushAsync();
        _begun.SetResult();
        await _finish.Task;
        await stream.WriteAsync(_bytes.AsMemory(10));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
