namespace BlueGreen.MiniCluster.ApiServer.Patching;

/// <summary>A patch that is well formed but cannot be applied to this object: 422.</summary>
/// <param name="message">Why.</param>
public sealed class PatchException(string message) : Exception(message);
