namespace BlueGreen.Kubernetes.Execution;

/// <summary>Says that a command in a pod could not be run, or that its end was not seen.</summary>
public sealed class ExecException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="ExecException"/> class.</summary>
    /// <param name="target">Where the command was to run.</param>
    /// <param name="problem">What happened, as part of a sentence.</param>
    /// <param name="innerException">The cause, if another exception is it.</param>
    public ExecException(PodContainer target, string problem, Exception? innerException = null)
        : base($"The command in pod {target?.Namespace}/{target?.Pod} {problem}.", innerException)
    {
    }
}
