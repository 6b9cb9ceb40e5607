namespace BlueGreen.Kubernetes.Errors;

/// <summary>Tells the ways in which a server cannot be talked to, for each asks for another remedy.</summary>
public enum UnreachableCause
{
    /// <summary>Nothing listens at the address, or no way leads there. The request was not sent.</summary>
    Refused,

    /// <summary>The host's name is unknown. The request was not sent.</summary>
    NameUnknown,

    /// <summary>No connection came about in time. The request was not sent.</summary>
    ConnectTimedOut,

    /// <summary>The proxy did not let us through. The request was not sent.</summary>
    Proxy,

    /// <summary>The server's certificate is for another name. The request was not sent.</summary>
    NameMismatch,

    /// <summary>The server's certificate comes from an authority that we do not know. The request was not
    /// sent.</summary>
    UnknownAuthority,

    /// <summary>The server's certificate has expired, or does not count yet. The request was not sent.</summary>
    Expired,

    /// <summary>The TLS handshake failed otherwise; the server may have refused our certificate.</summary>
    Tls,

    /// <summary>The connection broke. Whether the server acted on the request is not known.</summary>
    Lost,

    /// <summary>No answer came in time. Whether the server acted on the request is not known.</summary>
    TimedOut,
}
