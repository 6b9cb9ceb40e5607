namespace BlueGreen.Kubernetes.Configuration;

/// <summary>Says why no connection to a cluster could be made out of the files at hand, and what to change.</summary>
public sealed class KubeConfigException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="KubeConfigException"/> class.</summary>
    /// <param name="problem">What is wrong, naming the file and the entry. One sentence.</param>
    /// <param name="remedy">What to do next. One sentence.</param>
    /// <param name="innerException">The cause, if another exception is it.</param>
    public KubeConfigException(string problem, string remedy, Exception? innerException = null)
        : base($"{problem} {remedy}", innerException)
    {
        Problem = problem;
        Remedy = remedy;
    }

    /// <summary>Gets what is wrong.</summary>
    public string Problem { get; }

    /// <summary>Gets what to do next.</summary>
    public string Remedy { get; }
}
