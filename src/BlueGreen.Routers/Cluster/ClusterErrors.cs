using BlueGreen.Errors;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Errors;

namespace BlueGreen.Routers.Cluster;

/// <summary>Words what a cluster refuses: what, why, what next.</summary>
internal static class ClusterErrors
{
    /// <summary>The API server said no.</summary>
    public static ReleaseException Refused(string what, ApiException refused) => refused switch
    {
        { IsUnauthorized: true } => Fail(
            what, $"The cluster does not accept our credentials: {refused.Message}",
            "Check the user of the kubeconfig's context (kubectl auth whoami); tokens expire.", refused),
        { IsForbidden: true } => Fail(
            what, refused.Message,
                "Grant the account that verb on that resource; docs/permissions.md lists all that is needed.", refused),
        { IsFieldConflict: true } => Fail(
            what,
            $"Another manager owns fields of it: {Conflicts(refused)}.",
            "Take them over once with --adopt=true, or let the other one stop applying them.",
            refused),
        { IsConflict: true } => Fail(
            what, $"It was changed since it was read: {refused.ServerMessage}", "Run the same target again.", refused),
        { IsInvalid: true } => new ReleaseException(
            ExitCode.NotSwitched, Problem(what), $"The server refuses the object: {refused.ServerMessage}",
            "Mend the manifest, then run the same target again.", refused),
        _ => Fail(what, refused.Message, "Run the same target again; if it stays, look at the API server.", refused),
    };

    /// <summary>No answer came.</summary>
    public static ReleaseException Unreachable(string what, ClusterUnreachableException unreachable) => Fail(
        what, unreachable.Message,
            "Check the kubeconfig's server and the network (kubectl cluster-info).", unreachable);

    /// <summary>The program or file that signs us in failed, maybe in the middle of a release.</summary>
    public static ReleaseException CannotSignIn(string what, KubeConfigException cause) =>
        Fail(what, cause.Problem, cause.Remedy, cause);

    /// <summary>The server does not know the kind.</summary>
    public static ReleaseException Unknown(string what, UnknownResourceTypeException unknown) => Fail(
        what,
        unknown.Message,
        unknown.ApiVersion.StartsWith("networking.istio.io", StringComparison.Ordinal)
            ? "Install Istio in the cluster, or use the local one: ./build.sh --target=ClusterUp."
            : "Install what defines this kind, or mend the manifest's apiVersion and kind.",
        unknown);

    private static ReleaseException Fail(string what, string reason, string remedy, Exception cause) =>
        new(ExitCode.NotSwitched, Problem(what), reason, remedy, cause);

    private static string Problem(string what) => $"Could not {what}.";

    private static string Conflicts(ApiException refused) =>
        string.Join(", ", refused.Conflicts.Select(conflict => $"{conflict.Manager} owns {conflict.Field}"));
}
