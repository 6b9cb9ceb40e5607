using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace BlueGreen.MiniCluster;

/// <summary>
/// The ports that a cluster had when it ran before: it takes them again where they are free, so that a copied
/// kubeconfig, a gateway that runs and a page that is open find it after a restart.
/// </summary>
/// <param name="Api">Of the API server; 0 for none.</param>
/// <param name="Gateway">Of the gateway; 0 for none.</param>
/// <param name="Page">Of the page; 0 for none.</param>
internal sealed record KeptPorts(int Api, int Gateway, int Page)
{
    private static readonly KeptPorts None = new(0, 0, 0);

    /// <summary>Reads those of a folder.</summary>
    /// <param name="folder">The cluster's folder.</param>
    /// <returns>The ports; none where no cluster ran, or where the file is broken: they are a wish only.</returns>
    public static KeptPorts Read(string folder)
    {
        try
        {
            var kept = JsonSerializer.Deserialize<KeptPorts>(File.ReadAllBytes(PathIn(folder)));
            return kept is not null && IsPort(kept.Api) && IsPort(kept.Gateway) && IsPort(kept.Page) ? kept : None;
        }
        catch (Exception absent) when (absent is FileNotFoundException or JsonException)
        {
            return None;
        }
    }

    /// <summary>Listens where it is wished, or at any port when that is taken and none was asked for.</summary>
    /// <param name="asked">The address asked for; its port 0 stands for any.</param>
    /// <param name="before">The port it had before; 0 for none.</param>
    /// <returns>A socket that is bound, and does not listen yet.</returns>
    /// <exception cref="SocketException">The address asked for is taken.</exception>
    public static Socket Bind(EndPoint asked, int before)
    {
        if (before != 0 && asked is IPEndPoint { Port: 0 } any)
        {
            try
            {
                return SocketTransportOptions.CreateDefaultBoundListenSocket(new IPEndPoint(any.Address, before));
            }
            catch (SocketException taken) when (
                taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Somebody else took it meanwhile: another one is as good for who asks anew.
            }
        }

        return SocketTransportOptions.CreateDefaultBoundListenSocket(asked);
    }

    /// <summary>Keeps them for the next start.</summary>
    /// <param name="folder">The cluster's folder.</param>
    public void Write(string folder) => File.WriteAllBytes(PathIn(folder), JsonSerializer.SerializeToUtf8Bytes(this));

    private static bool IsPort(int number) => number is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort;

    private static string PathIn(string folder) => Path.Combine(folder, "ports.json");
}
