using BlueGreen.Errors;

namespace BlueGreen.Ports;

/// <summary>
/// A conditional write found the route changed since it was observed, or fenced off by a newer lease.
/// </summary>
/// <remarks>Nothing was written. Somebody else wrote first: observe, decide again, or stop.</remarks>
public sealed class RouteChangedException(
    string problem, string reason, string remedy, Exception? innerException = null)
    : ReleaseException(ExitCode.NotSwitched, problem, reason, remedy, innerException);
