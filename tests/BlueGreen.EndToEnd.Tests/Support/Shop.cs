using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>One app of a team: a folder as its repository, a namespace in the cluster, a host for its users.</summary>
internal sealed class Shop : IDisposable
{
    private const string Kinds =
        "deployments,replicasets,services,pods,configmaps,secrets,leases,virtualservices,destinationrules,gateways";

    private readonly Cluster _cluster;
    private readonly TemporaryFolder _folder = new();

    public Shop(Cluster cluster, string name)
    {
        (_cluster, Name) = (cluster, name);
        Configure(Settings);
    }

    /// <summary>Gets the name of its namespace.</summary>
    public string Name { get; }

    /// <summary>Gets the folder of its repository.</summary>
    public string Folder => _folder.Path;

    /// <summary>Gets its <c>bluegreen.yml</c>: generated manifests, one replica, quick limits.</summary>
    public string Settings =>
        $$"""
        app: shop
        namespace: {{Name}}
        host: {{Name}}.test
        image: uptimer:$VERSION
        verify:
          consecutive: 5
          version:
            header: x-version
        drain-time: 5s
        drain-min: 1s
        timeouts:
          lease: 12s

        """;

    /// <summary>Gets the kubeconfig that reaches its cluster.</summary>
    public string Kubeconfig => _cluster.Kubeconfig;

    /// <summary>Gets the address of its cluster's gateway.</summary>
    public Uri Gateway => _cluster.Gateway;

    /// <summary>Gets or sets the path its users call.</summary>
    public string Path { get; set; } = "/";

    /// <summary>Gets its environment variables, for every run; a test may add some.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes <c>bluegreen.yml</c>.</summary>
    public void Configure(string settings) => Write("bluegreen.yml", settings);

    /// <summary>Writes a file of its repository, and tells its path.</summary>
    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Runs a target to its end, as a process of its own.</summary>
    /// <param name="target">The target.</param>
    /// <param name="releaseId">The id of the CI workflow.</param>
    /// <param name="arguments">Further arguments.</param>
    public async Task<CliResult> RunAsync(string target, string releaseId, params string[] arguments)
    {
        await using var process = Start(target, releaseId, arguments);
        return await process.EndAsync();
    }

    /// <summary>Starts a target as a process of its own.</summary>
    public CliProcess Start(string target, string releaseId, params string[] arguments) => CliProcess.Start(
        Folder,
        new Dictionary<string, string>(Environment, StringComparer.Ordinal)
        {
            ["KUBECONFIG"] = Environment.GetValueOrDefault("KUBECONFIG") ?? _cluster.Kubeconfig,
            ["BLUEGREEN_RELEASE_ID"] = releaseId,
        },
        ["dotnet", Programs.Build, $"--target={target}", .. arguments]);

    /// <summary>Starts a target in a terminal, by <c>script</c> of util-linux: killing that closes the
    /// terminal.</summary>
    public CliProcess StartInTerminal(string target, string releaseId) => CliProcess.Start(
        Folder,
        new Dictionary<string, string>(Environment, StringComparer.Ordinal)
        {
            ["KUBECONFIG"] = _cluster.Kubeconfig,
            ["BLUEGREEN_RELEASE_ID"] = releaseId,
        },
        "script", "-q", "-f", "-c", $"exec dotnet '{Programs.Build}' --target={target}", "/dev/null");

    /// <summary>Deploys, tests and activates a tag, as one run.</summary>
    public async Task ReleaseAsync(string tag, string releaseId) =>
        (await RunAsync("Release", releaseId, $"--tag={tag}")).Succeeded();

    /// <summary>Runs the real kubectl in its namespace.</summary>
    /// <returns>What it printed, without the last line end.</returns>
    public async Task<string> KubectlAsync(params string[] arguments)
    {
        var environment = ImmutableDictionary<string, string>.Empty.Add("KUBECONFIG", _cluster.Kubeconfig);
        await using var process =
            CliProcess.Start(Folder, environment, ["kubectl", "--namespace", Name, .. arguments]);
        return (await process.EndAsync()).Succeeded().Output.TrimEnd();
    }

    /// <summary>Calls as a user does.</summary>
    public Task<Answer> AskAsync() => Traffic.AskAsync(Address, null);

    /// <summary>Calls as a tester does, with the cookie among others.</summary>
    public Task<Answer> AskWithCookieAsync() =>
        Traffic.AskAsync(Address, "session=1; test=true; theme=dark");

    /// <summary>Calls with a Cookie header.</summary>
    public Task<Answer> AskAsync(string cookie) => Traffic.AskAsync(Address, cookie);

    /// <summary>Starts users who never pause and never retry.</summary>
    public Traffic StartTraffic() => Traffic.Start(Address);

    /// <summary>Demands who answers users and testers.</summary>
    public async Task AnswersAsync(Answer users, Answer testers) =>
        Assert.Equal((users, testers), (await AskAsync(), await AskWithCookieAsync()));

    /// <summary>Reads one object.</summary>
    public async Task<JsonNode> GetAsync(string kind, string name) =>
        JsonNode.Parse(await KubectlAsync("get", kind, name, "--output=json"))!;

    /// <summary>Lists what is there as <c>kind/name</c>.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(string kinds)
    {
        var names = await KubectlAsync("get", kinds, "--output=name", "--ignore-not-found");
        return [.. names.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }

    /// <summary>Tells who holds the lease; empty when nobody does.</summary>
    public Task<string> HolderAsync() =>
        KubectlAsync("get", "lease", "shop-blue-green", "--output=jsonpath={.spec.holderIdentity}");

    /// <summary>Reads the journal that a target keeps in the repository's folder.</summary>
    public Task<string> JournalAsync(string target) =>
        File.ReadAllTextAsync(System.IO.Path.Combine(Folder, "artifacts", target, "journal.jsonl"));

    /// <summary>Reads the resource version of all that a release may write; equal: nothing was written.</summary>
    public Task<string> SnapshotAsync() => KubectlAsync(
        "get", Kinds, "--output=jsonpath={range .items[*]}{.kind} {.metadata.name} {.metadata.resourceVersion};{end}");

    private Address Address => new(_cluster.Gateway, $"{Name}.test", Path);

    public void Dispose() => _folder.Dispose();
}
