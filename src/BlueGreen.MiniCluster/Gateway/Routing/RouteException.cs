namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>A part of an object cannot be used; the rest of the table is built without it.</summary>
/// <param name="message">What is wrong, without the object's name.</param>
/// <param name="innerException">What found it, or null.</param>
public sealed class RouteException(string message, Exception? innerException = null)
    : Exception(message, innerException);
