using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.ApiServer.Pods;

/// <summary>The streams of a command that a client runs in a container, however they travel.</summary>
internal interface ICommandChannels : IAsyncDisposable
{
    /// <summary>Gets what is cancelled when the client has gone.</summary>
    CancellationToken Closed { get; }

    /// <summary>Gets the command's standard input, or null when the client has none.</summary>
    Stream? Input { get; }

    /// <summary>Gets what takes its standard output.</summary>
    Stream Output { get; }

    /// <summary>Gets what takes its standard error.</summary>
    Stream Error { get; }

    /// <summary>Tells how the command ended, and waits a while for the client to have read all.</summary>
    /// <param name="status">A <c>Status</c>.</param>
    /// <returns>When the client has closed, or at the limit.</returns>
    Task EndAsync(JsonObject status);
}
