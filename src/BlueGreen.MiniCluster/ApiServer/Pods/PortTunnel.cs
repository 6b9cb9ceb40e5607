using System.Net;
using System.Net.Sockets;
using System.Text;
using BlueGreen.MiniCluster.ApiServer.Pods.Spdy;

namespace BlueGreen.MiniCluster.ApiServer.Pods;

/// <summary>Carries one connection between a client's port and a pod's.</summary>
/// <param name="data">What both sides say.</param>
/// <param name="error">Takes why it could not be carried.</param>
internal sealed class PortTunnel(SpdyStream data, SpdyStream error)
{
    // A pod that has said all may still read; one that has gone does not.
    private static readonly TimeSpan HalfClosedLimit = TimeSpan.FromSeconds(5);

    /// <summary>Connects and copies until both sides have ended.</summary>
    /// <param name="port">The port to connect to.</param>
    /// <param name="closed">Cancelled when the client has gone.</param>
    /// <returns>When it is over; what went wrong is told to the client.</returns>
    public async Task RunAsync(ForwardedPort port, CancellationToken closed)
    {
        try
        {
            await CarryAsync(port, closed);
            await data.FinishAsync(closed);
            await error.FinishAsync(closed);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has gone: nobody is left to be told.
        }
        finally
        {
            // What still comes is dropped, and holds nobody else's streams up.
            await data.Input.DisposeAsync();
        }
    }

    private async Task CarryAsync(ForwardedPort port, CancellationToken closed)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            var real = port.Real ?? throw new SocketException((int)SocketError.ConnectionRefused);
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, real), closed);
        }
        catch (SocketException e)
        {
            await TellAsync($"failed to connect to localhost:{port.Asked} inside the pod: {e.Message}", closed);
            return;
        }

        await using var pod = new NetworkStream(socket, ownsSocket: false);
#pragma warning disable CA2025 // Where the pod does not take the rest, the end of its socket is what ends this task.
        var toPod = SendAsync(socket, pod, closed);
#pragma warning restore CA2025
        try
        {
            await pod.CopyToAsync(data.Output, closed);
        }
        catch (IOException e) when (e.InnerException is SocketException)
        {
            await TellAsync($"lost connection to port {port.Asked} of the pod: {e.InnerException.Message}", closed);
        }

        await data.FinishAsync(closed);
        await toPod.WaitAsync(HalfClosedLimit, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task TellAsync(string problem, CancellationToken closed) =>
        await error.Output.WriteAsync(Encoding.UTF8.GetBytes(problem), closed);

    private async Task SendAsync(Socket socket, Stream pod, CancellationToken closed)
    {
        try
        {
            await data.Input.CopyToAsync(pod, closed);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The pod does not want to read to the end; what it answers still counts.
            await data.Input.DisposeAsync();
        }
    }
}

/// <summary>A port of a pod.</summary>
/// <param name="Asked">As the client names it, who may name anything.</param>
/// <param name="Real">The port on loopback behind it, or null when there is none.</param>
internal sealed record ForwardedPort(string Asked, int? Real);
