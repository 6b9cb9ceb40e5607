using System.Net;
using System.Net.Sockets;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Tests.Support;
using Xunit;

namespace BlueGreen.Kubernetes.Tests.Transport;

/// <summary>Addresses with passwords in them, and names that are not ASCII.</summary>
public sealed class SecretAddressTests : IDisposable
{
    private const string Secret = "gehe1m";
    private static readonly ResourceRef Web = new(ResourceType.Pods, "shop", "web");

    private readonly KubeConfigWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task GetAsync_PasswordInTheServersAddress_SignsInAndIsInNoText()
    {
        string? header = null;
        await using var server = await ScriptedServer.StartAsync(context =>
        {
            header = context.Request.Headers.Authorization;
            return context.StatusAsync(403, "Forbidden");
        });
        var connection = _world.Load(KubeConfigWorld.Config("", cluster: $"server: '{WithUser(server.Address)}'"));
        using var client = new KubeClient(connection, new SkippingClock());

        var refused = await Assert.ThrowsAsync<ApiException>(() => client.GetAsync(Web));

        Assert.Equal("Basic " + KubeConfigWorld.Base64($"me:{Secret}"), header);
        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, connection.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, client.Server.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_PasswordInTheAddressOfNobody_IsInNoText()
    {
        Uri address;
        await using (var server = await ScriptedServer.StartAsync(_ => Task.CompletedTask))
        {
            address = server.Address;
        }

        var connection = _world.Load(KubeConfigWorld.Config("", cluster: $"server: '{WithUser(address)}'"));
        using var client = new KubeClient(connection, new SkippingClock());

        var failed = await Assert.ThrowsAsync<ClusterUnreachableException>(() => client.GetAsync(Web));

        Assert.Equal(UnreachableCause.Refused, failed.Cause);
        Assert.DoesNotContain(Secret, failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_PasswordInTheServersAddressAndAToken_TheTokenSignsIn()
    {
        var text = KubeConfigWorld.Config("token: t", cluster: $"server: 'https://me:{Secret}@c1'");

        Assert.Equal("Bearer t", await KubeConfigWorld.AuthorizationAsync(_world.Load(text)));
    }

    [Theory]
    [InlineData("https://me:gehe1m@")]
    [InlineData("ftp://me:gehe1m@c1")]
    [InlineData("https://me:p@ss-gehe1m@c1:99999999")]
    public void Load_AddressThatIsNone_IsShownWithoutThePassword(string address)
    {
        var wrong = Assert.Throws<KubeConfigException>(
            () => _world.Load(KubeConfigWorld.Config("", cluster: $"server: '{address}'")));

        Assert.Contains("is not an address", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_NameWithUmlautBehindAProxy_IsAskedForInAsciiAndTheProxysPasswordIsInNoText()
    {
        var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var asked = RefuseAsync(proxy);
        var address = $"http://me:{Secret}@127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}";
        var connection = _world.Load(KubeConfigWorld.Config(
            "", cluster: $"server: 'https://bücher.example:6443', proxy-url: '{address}'"));
        using var client = new KubeClient(connection, new SkippingClock());

        var failed = await Assert.ThrowsAsync<ClusterUnreachableException>(() => client.GetAsync(Web));

        Assert.Equal("CONNECT xn--bcher-kva.example:6443 HTTP/1.1", await asked);
        Assert.Equal(UnreachableCause.Proxy, failed.Cause);
        Assert.Contains("502", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failed.Message, StringComparison.Ordinal);
    }

    private static string WithUser(Uri address) =>
        address.AbsoluteUri.Replace("://", $"://me:{Secret}@", StringComparison.Ordinal);

    // Answers until the client gives up; tells the first request line.
    private static async Task<string> RefuseAsync(TcpListener listener)
    {
        using var owned = listener;
        string? first = null;
        for (var connection = 0; connection < 5; connection++)
        {
            using var socket = await listener.AcceptTcpClientAsync();
            await using var stream = socket.GetStream();
            using var reader = new StreamReader(stream);
            first ??= await reader.ReadLineAsync();
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
            }

            await stream.WriteAsync(
                "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        }

        return first!;
    }
}
