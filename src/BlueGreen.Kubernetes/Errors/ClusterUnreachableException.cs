namespace BlueGreen.Kubernetes.Errors;

/// <summary>Says that no answer came from the cluster, why, and what to check.</summary>
public sealed class ClusterUnreachableException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="ClusterUnreachableException"/> class.</summary>
    /// <param name="server">The server.</param>
    /// <param name="cause">In which way it cannot be reached.</param>
    /// <param name="detail">What was seen, as part of a sentence.</param>
    /// <param name="innerException">The cause.</param>
    public ClusterUnreachableException(
        Uri server, UnreachableCause cause, string detail, Exception? innerException = null)
        : base($"The cluster at {server} cannot be reached: {detail}. {Remedy(cause)}", innerException)
    {
        Server = server;
        Cause = cause;
    }

    /// <summary>Gets the server.</summary>
    public Uri Server { get; }

    /// <summary>Gets in which way it cannot be reached.</summary>
    public UnreachableCause Cause { get; }

    /// <summary>Gets a value indicating whether the server cannot have acted on the request.</summary>
    public bool WasNotSent => Cause is not (UnreachableCause.Lost or UnreachableCause.TimedOut or UnreachableCause.Tls);

    /// <summary>Gets a value indicating whether the next attempt may fare better by itself.</summary>
    public bool IsPassing => Cause is not (UnreachableCause.NameMismatch or UnreachableCause.UnknownAuthority
        or UnreachableCause.Expired or UnreachableCause.Tls);

    private static string Remedy(UnreachableCause cause) => cause switch
    {
        UnreachableCause.Refused => "Check that the API server runs, and that the kubeconfig has its address and port.",
        UnreachableCause.NameUnknown => "Check the server's name in the kubeconfig, and the DNS of this machine.",
        UnreachableCause.ConnectTimedOut => "Check firewall and VPN between this machine and the server.",
        UnreachableCause.Proxy => "Check proxy-url in the kubeconfig, or HTTPS_PROXY.",
        UnreachableCause.NameMismatch =>
            "Use a name that the certificate carries as server, or set tls-server-name in the kubeconfig.",
        UnreachableCause.UnknownAuthority =>
            "Check certificate-authority-data in the kubeconfig; it must hold the authority of this very cluster.",
        UnreachableCause.Expired => "Check the clock of this machine, and renew the server's certificate.",
        UnreachableCause.Tls => "Check the client certificate in the kubeconfig, and that the port speaks TLS.",
        UnreachableCause.TimedOut or UnreachableCause.Lost =>
            "Whether the request took effect is not known: look before sending it again.",
        _ => "Check the kubeconfig.",
    };
}
