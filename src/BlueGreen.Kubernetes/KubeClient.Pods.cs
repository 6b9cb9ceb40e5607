using System.Globalization;
using BlueGreen.Kubernetes.Calls;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Execution;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;

namespace BlueGreen.Kubernetes;

/// <content>Commands in pods, and pods' logs.</content>
public sealed partial class KubeClient
{
    private static readonly string[] ExecProtocols = [ExecSession.Version5, ExecSession.Version4];

    /// <summary>Runs a command in a container and waits for its end.</summary>
    /// <param name="target">The container.</param>
    /// <param name="command">The program and its arguments; no shell reads them.</param>
    /// <param name="streams">Input, outputs and limits; null is the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The exit code and the outputs.</returns>
    /// <exception cref="ApiException">The pod does not exist, or the account may not do this.</exception>
    /// <exception cref="ExecException">The command did not start, or its end was not seen in time.</exception>
    public async Task<ExecResult> ExecAsync(
        PodContainer target,
        IReadOnlyList<string> command,
        ExecStreams? streams = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(command);
        streams ??= new ExecStreams();
        target = target with { Namespace = target.Namespace ?? DefaultNamespace };
        var path = ExecPath(target, command, streams);
        using var timeout = new CancellationTokenSource(streams.Timeout, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var socket = await _caller.Transport.ConnectAsync(
                new Uri(path.ToString(), UriKind.Relative), ExecProtocols, either.Token);
            return socket is null
                ? throw await RefusedAsync(target, path, either.Token)
                : await new ExecSession(socket, target, streams).RunAsync(either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ExecException(target, $"did not end within {streams.Timeout.TotalSeconds:0} s", e);
        }
    }

    /// <summary>Reads a container's log.</summary>
    /// <param name="ns">The pod's namespace; null is the default one.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="options">Which part; null is the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The log, cut off at the limit.</returns>
    public Task<string> ReadLogAsync(
        string? ns, string pod, LogOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LogOptions();
        var path = PathOf(new ResourceRef(ResourceType.Pods, ns, pod)).Sub("log")
            .With("container", options.Container)
            .With("tailLines", options.TailLines?.ToString(CultureInfo.InvariantCulture))
            .With("limitBytes", options.LimitBytes.ToString(CultureInfo.InvariantCulture))
            .With("previous", options.Previous ? "true" : null);
        return _caller.SendForTextAsync(ApiCall.Get(path), options.LimitBytes, cancellationToken);
    }

    private ApiPath ExecPath(PodContainer target, IReadOnlyList<string> command, ExecStreams streams)
    {
        var path = PathOf(new ResourceRef(ResourceType.Pods, target.Namespace, target.Pod)).Sub("exec");
        foreach (var word in command)
        {
            path.With("command", word);
        }

        return path
            .With("container", target.Container)
            .With("stdin", streams.Input is null ? null : "true")
            .With("stdout", "true")
            .With("stderr", "true");
    }

    // The answer to a failed opening has no body that we could read. The same address asked for as a plain page starts
    // nothing, but tells why.
    private async Task<Exception> RefusedAsync(PodContainer target, ApiPath path, CancellationToken cancellationToken)
    {
        try
        {
            await _caller.SendForTextAsync(ApiCall.Get(path, "create"), BodyReader.MaxErrorBytes, cancellationToken);
            return new ExecException(target, "could not be run: the server does not open a WebSocket");
        }
        catch (ApiException e)
        {
            return e;
        }
    }
}
