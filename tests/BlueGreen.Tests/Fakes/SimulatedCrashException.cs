namespace BlueGreen.Tests.Fakes;

/// <summary>Stands for <c>kill -9</c>: the process that sees it can do nothing any more, not even clean up.</summary>
internal sealed class SimulatedCrashException(string call) : Exception($"The process was killed at {call}.");
