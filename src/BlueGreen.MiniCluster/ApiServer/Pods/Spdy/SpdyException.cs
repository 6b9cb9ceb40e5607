namespace BlueGreen.MiniCluster.ApiServer.Pods.Spdy;

/// <summary>The other side does not keep to SPDY/3.1, so its connection ends.</summary>
/// <param name="message">What it did.</param>
public sealed class SpdyException(string message) : IOException(message);
