namespace BlueGreen.Kubernetes.Execution;

/// <summary>How a command in a pod ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its output, or the end of it.</param>
/// <param name="Error">Its error output, or the end of it.</param>
/// <param name="IsTruncated">Whether an output was longer than what is kept of it.</param>
public sealed record ExecResult(int ExitCode, string Output, string Error, bool IsTruncated);
