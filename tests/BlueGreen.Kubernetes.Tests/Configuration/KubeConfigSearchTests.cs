using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Tests.Support;
using Xunit;
using static BlueGreen.Kubernetes.Tests.Support.KubeConfigWorld;

namespace BlueGreen.Kubernetes.Tests.Configuration;

public sealed class KubeConfigSearchTests : IDisposable
{
    private static readonly TestAuthority Authority = new();

    private readonly KubeConfigWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Load_VariableWithSeveralFiles_FirstWinsAndMissingIsSkipped()
    {
        var first = _world.Folder.Write(
            "a/config", "current-context: main\nclusters: [{name: c1, cluster: {server: 'https://first'}}]");
        var second = _world.Folder.Write("b/config", Config("tokenFile: t"));
        _world.Folder.Write("b/t", "from-b");
        _world.Environment["KUBECONFIG"] = string.Join(Path.PathSeparator, _world.Folder.Path + "/none", first, second);

        var connection = KubeConfigLoader.Load(_world.Options());

        Assert.Equal("first", connection.Server.Host);
        Assert.Equal("main", connection.ContextName);
    }

    [Fact]
    public async Task Load_RelativePathInTheSecondFile_CountsFromThatFile()
    {
        var first = _world.Folder.Write("a/config", "current-context: main");
        var second = _world.Folder.Write("b/config", Config("tokenFile: t"));
        _world.Folder.Write("b/t", "from-b");
        _world.Environment["KUBECONFIG"] = string.Join(Path.PathSeparator, first, second);

        Assert.Equal("Bearer from-b", await AuthorizationAsync(KubeConfigLoader.Load(_world.Options())));
    }

    [Fact]
    public void Load_VariableNamesOnlyMissingFiles_DoesNotFallThrough()
    {
        _world.Folder.Write(".kube/config", Config(""));
        _world.Environment["KUBECONFIG"] = "/none/at/all";

        var e = Assert.Throws<KubeConfigException>(() => KubeConfigLoader.Load(_world.Options()));

        Assert.Contains("/none/at/all", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_EmptyVariable_TakesTheHomeFolder()
    {
        _world.Folder.Write(".kube/config", Config(""));
        _world.Environment["KUBECONFIG"] = "";

        Assert.Equal("c1", KubeConfigLoader.Load(_world.Options()).Server.Host);
    }

    [Fact]
    public void Load_ExplicitFileMissing_IsAnError()
    {
        var options = _world.Options() with { Paths = ["/none"] };

        var e = Assert.Throws<KubeConfigException>(() => KubeConfigLoader.Load(options));

        Assert.Contains("/none does not exist", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.1", "https://10.0.0.1:443/")]
    [InlineData("fd00::1", "https://[fd00::1]/")]
    public async Task Load_InAPod_TakesItsServiceAccount(string host, string server)
    {
        _world.Environment["KUBERNETES_SERVICE_HOST"] = host;
        _world.Environment["KUBERNETES_SERVICE_PORT"] = "443";
        _world.Folder.Write("sa/token", "pod-token\n");
        _world.Folder.Write("sa/namespace", "shop\n");
        _world.Folder.Write("sa/ca.crt", Authority.Pem);

        var connection = KubeConfigLoader.Load(_world.Options());

        Assert.Equal(new Uri(server), connection.Server);
        Assert.Equal("shop", connection.Namespace);
        Assert.Single(connection.CertificateAuthorities!);
        Assert.Equal("Bearer pod-token", await AuthorizationAsync(connection));
    }

    [Fact]
    public void Load_NothingAnywhere_SaysWhereItLooked()
    {
        var e = Assert.Throws<KubeConfigException>(() => KubeConfigLoader.Load(_world.Options()));

        Assert.Contains(".kube/config does not exist", e.Message, StringComparison.Ordinal);
        Assert.Contains("Set KUBECONFIG", e.Message, StringComparison.Ordinal);
    }
}
