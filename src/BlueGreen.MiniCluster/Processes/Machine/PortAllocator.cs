using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace BlueGreen.MiniCluster.Processes.Machine;

/// <summary>Gives each container a port on loopback that nobody else has.</summary>
/// <remarks>
/// A port is tried by binding it and remembered until it is given back. Between the trial and the container's own
/// binding a stranger may take it; the container then fails, and is restarted with another port. The search begins
/// somewhere in the range: two clusters of one machine that both began at its first port would try the same ones at
/// the same time, and the probes of one would find the pods of the other. It goes round the range, so a port that was
/// just given back is the last to be given again.
/// </remarks>
/// <param name="first">First port of the range.</param>
/// <param name="last">Last port of the range.</param>
internal sealed class PortAllocator(int first, int last)
{
    private readonly Lock _lock = new();
    private readonly HashSet<int> _given = [];
    private int _offset = RandomNumberGenerator.GetInt32(last - first + 1);

    /// <summary>Tells whether a port could be bound now.</summary>
    /// <param name="port">The port.</param>
    /// <returns>Whether it could.</returns>
    public static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Takes a free port.</summary>
    /// <returns>The port.</returns>
    /// <exception cref="Containers.ContainerConfigException">All ports of the range are in use.</exception>
    public int Take()
    {
        lock (_lock)
        {
            for (var tries = first; tries <= last; tries++)
            {
                var port = first + _offset;
                _offset = (_offset + 1) % (last - first + 1);
                if (!_given.Contains(port) && IsFree(port))
                {
                    _given.Add(port);
                    return port;
                }
            }
        }

        throw new Containers.ContainerConfigException($"all ports from {first} to {last} are in use");
    }

    /// <summary>Gives a port back.</summary>
    /// <param name="port">The port.</param>
    public void Return(int port)
    {
        lock (_lock)
        {
            _given.Remove(port);
        }
    }
}
