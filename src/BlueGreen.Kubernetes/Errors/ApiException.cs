using System.Net;
using BlueGreen.Kubernetes.Calls;

namespace BlueGreen.Kubernetes.Errors;

/// <summary>The server's answer when it is not the one that was asked for.</summary>
/// <remarks>What kind of refusal it is, is asked by the properties; the message is for people.</remarks>
/// <seealso href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/"/>
public sealed class ApiException : Exception
{
    internal ApiException(ApiCall call, HttpStatusCode statusCode, ApiStatus status, Exception? innerException = null)
        : base(ApiMessage.Write(call, statusCode, status), innerException)
    {
        Method = call.Method.Method;
        Path = call.Path.ToString();
        StatusCode = statusCode;
        Reason = status.Reason;
        ServerMessage = status.Message;
        Conflicts = status.Conflicts;
        IsNotFound = statusCode == HttpStatusCode.NotFound && status.NamesAnObject;
        IsAlreadyExists = status.Reason is "AlreadyExists";
    }

    /// <summary>Gets the request's method.</summary>
    public string Method { get; }

    /// <summary>Gets the request's path and query.</summary>
    public string Path { get; }

    /// <summary>Gets the HTTP status; for an error inside a watch, the code of the error event.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>Gets the server's reason, such as <c>Conflict</c>; empty when it gave none.</summary>
    public string Reason { get; }

    /// <summary>Gets the server's own message.</summary>
    public string ServerMessage { get; }

    /// <summary>Gets the fields that others own, when the refusal was about ownership.</summary>
    public IReadOnlyList<FieldConflict> Conflicts { get; }

    /// <summary>Gets a value indicating whether somebody else was faster, or owns a field.</summary>
    public bool IsConflict => StatusCode == HttpStatusCode.Conflict;

    /// <summary>Gets a value indicating whether an apply was refused because others own fields of it.</summary>
    public bool IsFieldConflict => IsConflict && Conflicts.Count > 0;

    /// <summary>Gets a value indicating whether the version asked from is no longer kept.</summary>
    public bool IsGone => StatusCode == HttpStatusCode.Gone;

    /// <summary>Gets a value indicating whether an object (this one, or its namespace) does not exist.</summary>
    /// <remarks>False when the server does not know the type: that says nothing about the object.</remarks>
    public bool IsNotFound { get; }

    /// <summary>Gets a value indicating whether the account may not do this.</summary>
    public bool IsForbidden => StatusCode == HttpStatusCode.Forbidden;

    /// <summary>Gets a value indicating whether the server does not accept the credentials.</summary>
    public bool IsUnauthorized => StatusCode == HttpStatusCode.Unauthorized;

    /// <summary>Gets a value indicating whether an object to be created is there already.</summary>
    public bool IsAlreadyExists { get; }

    /// <summary>Gets a value indicating whether the server is busy or ailing, so that it may answer otherwise by
    /// itself.</summary>
    public bool IsPassing => (int)StatusCode is 429 or >= 500;

    /// <summary>Gets a value indicating whether the object was refused for what it says.</summary>
    public bool IsInvalid => StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest;
}
