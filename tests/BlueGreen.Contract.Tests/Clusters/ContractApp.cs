using System.Text.Json.Nodes;
using BlueGreen.Contract.Tests.Harness;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Objects;
using Xunit;

namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>One app of a team in the cluster under test; goes, with its namespace, at the end of its test.</summary>
internal sealed class ContractApp : IAsyncDisposable
{
    /// <summary>The test cookie, among others.</summary>
    public const string Cookie = "session=1; test=true; theme=dark";

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    private static readonly HttpClient Users = new(new SocketsHttpHandler
    {
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.Zero,
    }) { Timeout = AnswerLimit };

    private readonly ClusterAccess _access;

    public ContractApp(ClusterAccess access, KubeClient client, string name)
    {
        (_access, Client, Name) = (access, client, name);
        Environment["KUBECONFIG"] = access.Kubeconfig;
        Write("bluegreen.yml", Settings);
        Write("manifests/deployment.yml", Deployment);
    }

    /// <summary>Gets the name of its namespace.</summary>
    public string Name { get; }

    /// <summary>Gets a client for its namespace.</summary>
    public KubeClient Client { get; }

    /// <summary>Gets the folder of its repository.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("bluegreen-contract-").FullName;

    /// <summary>Gets all environment variables of its runs.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets its <c>bluegreen.yml</c>: quick limits, everything but the Deployment generated.</summary>
    public string Settings =>
        $$"""
        app: shop
        namespace: {{Name}}
        host: {{Name}}.test
        ingress:
          url: {{_access.Gateway}}
        variables:
          READY_DELAY: "0"
        verify:
          consecutive: 5
          version:
            header: x-version
        drain-time: 5s
        drain-min: 1s
        timeouts:
          lease: 12s

        """;

    /// <summary>Gets its Deployment.</summary>
    public string Deployment =>
        $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop-$COLOR_TEST
          labels: { app: shop, color: $COLOR_TEST }
        spec:
          replicas: 1
          selector:
            matchLabels: { app: shop, color: $COLOR_TEST }
          template:
            metadata:
              labels: { app: shop, color: $COLOR_TEST }
            spec:
              terminationGracePeriodSeconds: 2
              containers:
                - name: shop
                  image: {{_access.Image}}
                  ports: [{ name: http, containerPort: 8080 }]
                  env:
                    - { name: VERSION, value: "$VERSION" }
                    - { name: READY_DELAY, value: "$READY_DELAY" }
                  readinessProbe:
                    httpGet: { path: /ready, port: http }
                    periodSeconds: 1

        """;

    /// <summary>Writes a file of its repository.</summary>
    public void Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Starts a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="releaseId">The id of the CI workflow.</param>
    /// <param name="arguments">Further arguments.</param>
    public ReleaseRun Start(string target, string releaseId, params string[] arguments) =>
        ReleaseRun.Start(Folder, Environment, [$"--target={target}", $"--release-id={releaseId}", .. arguments]);

    /// <summary>Runs a target to its end.</summary>
    /// <inheritdoc cref="Start"/>
    public async Task<ReleaseResult> RunAsync(string target, string releaseId, params string[] arguments)
    {
        await using var run = Start(target, releaseId, arguments);
        return await run.EndAsync();
    }

    /// <summary>Deploys, tests and activates a tag, as one run.</summary>
    public async Task ReleaseAsync(string tag, string releaseId) =>
        (await RunAsync("Release", releaseId, $"--tag={tag}")).Succeeded();

    /// <summary>Tells who answers: version, color and status, such as <c>1.0 green 200</c>.</summary>
    /// <param name="cookie">The Cookie header, or null for a user.</param>
    public async Task<string> AskAsync(string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _access.Gateway);
        request.Headers.Host = $"{Name}.test";
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var answer = await Users.SendAsync(request);
        string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? values.First() : "-";
        return $"{Header("x-version")} {Header("x-bluegreen-color")} {(int)answer.StatusCode}";
    }

    /// <summary>Demands who answers users and testers.</summary>
    public async Task AnswersAsync(string users, string testers) =>
        Assert.Equal((users, testers), (await AskAsync(), await AskAsync(Cookie)));

    /// <summary>Reads an object; null when there is none.</summary>
    public Task<JsonObject?> FindAsync(ResourceType type, string name) =>
        Client.FindAsync(new ResourceRef(type, Name, name));

    /// <summary>Reads an object that is there.</summary>
    public Task<JsonObject> GetAsync(ResourceType type, string name) =>
        Client.GetAsync(new ResourceRef(type, Name, name));

    public async ValueTask DisposeAsync()
    {
        await _access.Namespaces.DeleteAsync(Name);
        Client.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
