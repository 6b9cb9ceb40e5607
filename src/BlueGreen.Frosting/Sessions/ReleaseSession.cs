using System.Security.Cryptography;
using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Ports;
using BlueGreen.Routers.Cluster;
using BlueGreen.Routers.Istio;
using BlueGreen.Routers.Probing;

namespace BlueGreen.Frosting.Sessions;

/// <summary>The Kubernetes platform of one run: the ports, connected. The only place that puts them together.</summary>
public sealed class ReleaseSession : IAsyncDisposable
{
    private readonly KubeClient _client;
    private readonly HttpProbe? _probe;

    private ReleaseSession(KubeClient client, HttpProbe? probe, Platform platform, Uri? entryPoint) =>
        (_client, _probe, Platform, EntryPoint) = (client, probe, platform, entryPoint);

    /// <summary>Gets the ports.</summary>
    public Platform Platform { get; }

    /// <summary>Gets where users come in, or null with <c>verify: none</c>.</summary>
    public Uri? EntryPoint { get; }

    /// <summary>Connects.</summary>
    /// <param name="inputs">Options and release.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ReleaseException">The kubeconfig cannot be used, or the entry point was not found.</exception>
    public static async Task<ReleaseSession> OpenAsync(
        ReleaseInputs inputs, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var renderer = new ManifestRenderer(inputs);
        var connection = ClusterConnections.Find(inputs, time);
        var wanted = inputs.Options.Namespace ?? renderer.FindNamespace();
#pragma warning disable CA2000 // The session owns and disposes client and probe; a failure disposes the client below.
        var client = new KubeClient(wanted is null ? connection : connection with { Namespace = wanted }, time);
        try
        {
            var gate = new ClusterGate(client, inputs.Options.Adopt);
            var entryPoint = await FindEntryPointAsync(gate, inputs, cancellationToken);
            var probe = entryPoint is null
                ? null : new HttpProbe(SettingsMapper.Probe(inputs.Options, entryPoint), time);
#pragma warning restore CA2000
            return new ReleaseSession(client, probe, Assemble(gate, renderer, inputs, probe, time), entryPoint);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_probe is not null)
        {
            await _probe.DisposeAsync();
        }

        _client.Dispose();
    }

    /// <summary>Makes an id that no other process has.</summary>
    /// <returns>Eight hexadecimal digits.</returns>
    internal static string NewId() => RandomNumberGenerator.GetHexString(8, lowercase: true);

    private static Platform Assemble(
        ClusterGate gate, ManifestRenderer renderer, ReleaseInputs inputs, IProbe? probe, TimeProvider time)
    {
        var options = inputs.Options;
        var colors = new ColorSettings(options.App, options.Container, inputs.Masker.Apply);
        var names = renderer.FindNames(gate.Namespace);
        return new Platform(
            new KubernetesColors(gate, colors, renderer, time),
            new IstioRoute(gate, names, options.Cookie.ToString(), renderer, time),
            new LeaseQueue(gate, options.App, SettingsMapper.Queue(options), NewId, time),
            new ConfigMapLog(gate, options.App),
            probe);
    }

    private static async Task<Uri?> FindEntryPointAsync(
        ClusterGate gate, ReleaseInputs inputs, CancellationToken cancellationToken)
    {
        var options = inputs.Options;
        return options.Verify.IsNone
            ? null
            : options.Ingress.Url
                ?? await IngressFinder.FindAsync(
                    gate, options.Ingress.Service, options.Ingress.PortName, cancellationToken);
    }
}
