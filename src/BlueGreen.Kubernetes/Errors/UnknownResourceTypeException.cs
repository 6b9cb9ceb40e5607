namespace BlueGreen.Kubernetes.Errors;

/// <summary>Says that the cluster does not serve a kind that a manifest names.</summary>
public sealed class UnknownResourceTypeException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="UnknownResourceTypeException"/> class.</summary>
    /// <param name="apiVersion">The manifest's apiVersion.</param>
    /// <param name="kind">The manifest's kind.</param>
    /// <param name="evidence">What the server knows instead. One sentence.</param>
    /// <param name="innerException">The cause, if another exception is it.</param>
    public UnknownResourceTypeException(
        string apiVersion, string kind, string evidence, Exception? innerException = null)
        : base(
            $"The cluster does not know the kind {kind} in {apiVersion}. {evidence} {Remedy(apiVersion)}",
            innerException)
    {
        ApiVersion = apiVersion;
        Kind = kind;
    }

    /// <summary>Gets the apiVersion.</summary>
    public string ApiVersion { get; }

    /// <summary>Gets the kind.</summary>
    public string Kind { get; }

    private static string Remedy(string apiVersion) => apiVersion.Contains(".istio.io/", StringComparison.Ordinal)
        ? "Install Istio in this cluster, or choose the cluster that has it."
        : "Check apiVersion and kind, or install the CustomResourceDefinition.";
}
