using System.Net;
using System.Net.Sockets;

namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>Finds ports for programs that cannot choose one themselves.</summary>
internal static class FreePort
{
    /// <summary>Finds a port on loopback that nobody listens on now.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
