using BlueGreen.Kubernetes.Authentication;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Tests.Support;
using Xunit;

namespace BlueGreen.Kubernetes.Tests.Authentication;

/// <summary>Plugins here are real scripts, run as the kubeconfig says.</summary>
[Trait("Kind", "Loopback")]
public sealed class ExecAuthTests : IDisposable
{
    private const string V1 = "client.authentication.k8s.io/v1";

    private readonly KubeConfigWorld _world = new();
    private readonly SkippingClock _clock = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("client.authentication.k8s.io/v1")]
    [InlineData("client.authentication.k8s.io/v1beta1")]
    public async Task GetAsync_ArgumentsAndEnvironment_ArriveUnchanged(string version)
    {
        Script("""printf '{"apiVersion":"%s","status":{"token":"%s-%s-%s"}}' "$V" "$#" "$1" "$GREETING" """);
        var auth = Auth(
            $"args: ['a  b;c', '*'], env: [{{name: GREETING, value: 'hi there'}}, {{name: V, value: {version}}}]",
            version);

        Assert.Equal("Bearer 2-a  b;c-hi there", await HeaderAsync(auth));
    }

    [Fact]
    public async Task GetAsync_ProvideClusterInfo_TellsTheCluster()
    {
        Script("""printf '%s' "$KUBERNETES_EXEC_INFO" > "$0.info";""" + "\n" + Answer("t"));
        await Auth("provideClusterInfo: true").GetAsync(default);

        var info = await File.ReadAllTextAsync(Path.Combine(_world.Folder.Path, "plugin.info"));

        Assert.Equal(
            """{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential",""" +
            """ "spec":{"interactive":false,"cluster":{"server":"https://c1:6443"}}}""",
            info.Replace(",\"spec", ", \"spec", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetAsync_ManyAtOnce_RunsThePluginOnce()
    {
        Script("""echo run >> "$0.runs";""" + "\n" + Answer("t"));
        var auth = Auth();

        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => await auth.GetAsync(default)));

        Assert.Single(all.Distinct());
        Assert.Equal(1, Runs());
    }

    [Fact]
    public async Task GetAsync_ShortlyBeforeExpiry_RunsThePluginAgain()
    {
        Script("""echo run >> "$0.runs";""" + "\n" + Answer("t", """
            "expirationTimestamp":"2026-01-01T01:00:00Z",
            """));
        var auth = Auth();

        await auth.GetAsync(default);
        _clock.Advance(new TimeSpan(0, 59, 29));
        await auth.GetAsync(default);
        Assert.Equal(1, Runs());

        _clock.Advance(TimeSpan.FromSeconds(2));
        await auth.GetAsync(default);
        Assert.Equal(2, Runs());
    }

    [Fact]
    public async Task GetAsync_ServerSays401_RunsThePluginAgainAndOnceOnly()
    {
        Script("""echo run >> "$0.runs"; t=$(wc -l < "$0.runs" | tr -d ' ');""" + "\n" + Answer("t$t"));
        await using var server = await ScriptedServer.StartAsync(c => c.Request.Headers.Authorization == "Bearer t2"
            ? c.JsonAsync(Answers.Pod("web"))
            : c.StatusAsync(401, "Unauthorized"));
        using var client = new KubeClient(server.Connection with { Authentication = Auth() }, _clock);

        Assert.NotNull(await client.FindAsync(new ResourceRef(ResourceType.Pods, null, "web")));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task GetAsync_PluginFails_ShowsItsComplaint()
    {
        Script("echo 'token cache is locked' >&2; exit 3");

        var e = await Assert.ThrowsAsync<KubeConfigException>(async () => await Auth().GetAsync(default));

        Assert.Contains("exit status 3: token cache is locked", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo not json", "is not an ExecCredential")]
    [InlineData("""echo '{"apiVersion":"other/v1","status":{"token":"t"}}'""", "apiVersion 'other/v1' instead of")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1","status":{}}'""", "neither a token nor")]
    [InlineData("""echo '{"apiVersion":"client.authentication.k8s.io/v1"}'""", "without a status")]
    public async Task GetAsync_UnusableAnswer_SaysWhy(string script, string why)
    {
        Script(script);

        var e = await Assert.ThrowsAsync<KubeConfigException>(async () => await Auth().GetAsync(default));

        Assert.Contains(why, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_PluginIsNotInstalled_ShowsTheHint()
    {
        var exec = $"exec: {{command: no-such-plugin-here, apiVersion: {V1}, installHint: 'Get it at example.test'}}";
        var auth = _world.Load(KubeConfigWorld.Config(exec)).Authentication;

        var e = await Assert.ThrowsAsync<KubeConfigException>(async () => await auth.GetAsync(default));

        Assert.Contains("'no-such-plugin-here'", e.Message, StringComparison.Ordinal);
        Assert.Contains("Get it at example.test", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_PluginHangs_IsKilledAtTheLimit()
    {
        var plugin = new ExecPlugin
        {
            Command = Script("echo $$ > \"$0.pid\"; sleep 60"),
            ApiVersion = V1,
            Label = "exec of user 'me'",
            Timeout = TimeSpan.FromMilliseconds(300),
        };

        var e = await Assert.ThrowsAsync<KubeConfigException>(
            () => ExecProcess.RunAsync(plugin, TimeProvider.System, CancellationToken.None));

        Assert.Contains("did not end within", e.Message, StringComparison.Ordinal);
    }

    // A here-document, so that a script can put variables into the answer.
    private static string Answer(string token, string more = "") =>
        $$$"""
        cat <<JSON
        {"apiVersion":"{{{V1}}}","status":{ {{{more}}} "token":"{{{token}}}" }}
        JSON
        """;

    private static async Task<string> HeaderAsync(IAuthProvider auth) =>
        (await auth.GetAsync(default)).Authorization!.ToString();

    private string Script(string body) => _world.Folder.WriteScript("plugin", body);

    private int Runs() => File.ReadAllLines(Path.Combine(_world.Folder.Path, "plugin.runs")).Length;

    private IAuthProvider Auth(string more = "args: []", string version = V1)
    {
        // The command is relative to the kubeconfig's folder, as kubectl has it.
        var user = $"exec: {{command: ./plugin, apiVersion: {version}, {more}}}";
        var path = _world.Folder.Write("config", KubeConfigWorld.Config(user));
        return KubeConfigLoader.Load(_world.Options() with { Paths = [path], TimeProvider = _clock }).Authentication;
    }
}
