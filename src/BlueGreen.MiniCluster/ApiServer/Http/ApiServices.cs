using BlueGreen.MiniCluster.ApiServer.Definitions;
using BlueGreen.MiniCluster.ApiServer.Discovery;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.ApiServer.Objects;
using BlueGreen.MiniCluster.ApiServer.Pods;
using BlueGreen.MiniCluster.ApiServer.Reading;
using BlueGreen.MiniCluster.ApiServer.Security.Authentication;
using BlueGreen.MiniCluster.Processes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Http;

/// <summary>The parts of the API server, put together once.</summary>
internal sealed class ApiServices : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _cleaner;

    /// <summary>Puts the parts together.</summary>
    /// <param name="store">Holds the objects.</param>
    /// <param name="runtime">Runs the pods.</param>
    /// <param name="tokens">Makes tokens of service accounts.</param>
    /// <param name="timeProvider">Gives the time to all parts.</param>
    public ApiServices(
        ObjectStore store, IPodRuntime runtime, ServiceAccountTokens tokens, TimeProvider timeProvider)
    {
        Tokens = tokens;
        TimeProvider = timeProvider;
        Catalog = new KindCatalog(store);
        Reader = new ObjectReader(store);
        Writer = new ObjectWriter(store, Catalog, timeProvider);
        Deleter = new ObjectDeleter(store, Catalog, timeProvider);
        Watches = new WatchStream(store, timeProvider, _stopping.Token);
        Discovery = new DiscoveryDocuments(Catalog);
        OpenApi = new OpenApiDocuments(Catalog);
        Resources = new ResourceEndpoints(this);
        Patches = new PatchEndpoint(this);
        Scales = new ScaleEndpoint(this);
        Pods = new PodEndpoints(this, runtime);
        Limiter = new RequestLimiter(timeProvider);
        _cleaner = Task.Run(() => new DefinitionCleaner(store, Catalog, Deleter, timeProvider).RunAsync(Stopping));
    }

    /// <summary>Gets the clock.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Gets what knows the resources.</summary>
    public KindCatalog Catalog { get; }

    /// <summary>Gets what answers get and list.</summary>
    public ObjectReader Reader { get; }

    /// <summary>Gets what creates and changes objects.</summary>
    public ObjectWriter Writer { get; }

    /// <summary>Gets what deletes objects.</summary>
    public ObjectDeleter Deleter { get; }

    /// <summary>Gets what answers watches.</summary>
    public WatchStream Watches { get; }

    /// <summary>Gets the discovery documents.</summary>
    public DiscoveryDocuments Discovery { get; }

    /// <summary>Gets the OpenAPI documents.</summary>
    public OpenApiDocuments OpenApi { get; }

    /// <summary>Gets what answers calls for resources.</summary>
    public ResourceEndpoints Resources { get; }

    /// <summary>Gets what answers patches.</summary>
    public PatchEndpoint Patches { get; }

    /// <summary>Gets what answers calls for scales.</summary>
    public ScaleEndpoint Scales { get; }

    /// <summary>Gets what answers calls for logs and commands.</summary>
    public PodEndpoints Pods { get; }

    /// <summary>Gets what makes tokens of service accounts.</summary>
    public ServiceAccountTokens Tokens { get; }

    /// <summary>Gets what tells callers to come back later.</summary>
    public RequestLimiter Limiter { get; }

    /// <summary>Gets what is cancelled when the server stops: for answers that would go on.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Ends open watches, logs, commands and forwarded ports; no new one lives on.</summary>
    /// <returns>When all were told.</returns>
    public Task StopAsync() => _stopping.CancelAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
#pragma warning disable VSTHRD003 // Started by the constructor on the thread pool, which never waits for us.
        await _cleaner.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
#pragma warning restore VSTHRD003
        _stopping.Dispose();
    }
}
