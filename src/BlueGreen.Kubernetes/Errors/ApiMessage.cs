using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using BlueGreen.Kubernetes.Calls;

namespace BlueGreen.Kubernetes.Errors;

/// <summary>Puts a refusal into words for a person: who may not do what to which object, and what helps.</summary>
internal static partial class ApiMessage
{
    public static string Write(ApiCall call, HttpStatusCode code, ApiStatus status) => code switch
    {
        HttpStatusCode.Forbidden => Forbidden(call, status),
        HttpStatusCode.Unauthorized =>
            $"{call.Doing}, the server wants other credentials than ours. " +
            "Renew the user's token or certificate in the kubeconfig.",
        HttpStatusCode.NotFound when !status.NamesAnObject =>
            $"The server does not know {call.Path}, so {call.Doing} is not possible: {Said(status)} " +
            "Check that the kind's CustomResourceDefinition is installed, and that the address is an API server's.",
        HttpStatusCode.Conflict when status.Conflicts.Count > 0 => Owned(call, status),
        HttpStatusCode.Gone => $"{call.Doing}: the version asked from is no longer kept. {Said(status)}",
        _ => $"{call.Doing} was refused ({Number(code)} {status.Reason}): {Said(status)}",
    };

    private static string Forbidden(ApiCall call, ApiStatus status)
    {
        // The account is known to the server alone. What is missing may be more than we asked for: a patch that would
        // create the object needs the verb create too.
        var account = AccountIn(status.Message) is { } name ? $"The account '{name}'" : "This account";
        var place = call.Path.Namespace is { } ns ? $" in namespace '{ns}'" : "";
        var (verb, what) = MissingIn(status.Message) ?? (call.Verb, call.Path.ResourceName);
        return $"{account} may not {verb} {what}{place} (object: {call.Path.Name ?? "any"}). " +
            $"Grant it by a Role with the verb '{verb}' on '{what}', or use another account. " +
            $"The server said: {Said(status)}";
    }

    private static string Number(HttpStatusCode code) => ((int)code).ToString(CultureInfo.InvariantCulture);

    private static string? AccountIn(string message)
    {
        const string Mark = "User \"";
        var start = message.IndexOf(Mark, StringComparison.Ordinal);
        return start < 0 ? null : message[(start + Mark.Length)..].Split('"')[0];
    }

    private static (string Verb, string What)? MissingIn(string message)
    {
        var match = Missing().Match(message);
        if (!match.Success)
        {
            return null;
        }

        var parts = match.Groups["resource"].Value.Split('/', 2);
        var group = match.Groups["group"].Value;
        var plural = group.Length == 0 ? parts[0] : $"{parts[0]}.{group}";
        return (match.Groups["verb"].Value, parts.Length == 1 ? plural : $"{plural}/{parts[1]}");
    }

    [GeneratedRegex(
        "cannot (?<verb>[a-z]+) resource \"(?<resource>[^\"]+)\" in API group \"(?<group>[^\"]*)\"",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Missing();

    private static string Owned(ApiCall call, ApiStatus status)
    {
        var fields = status.Conflicts.Select(c => $"{c.Field} (owned by '{c.Manager}')");
        return $"{call.Doing} was refused, for others own fields of it: {string.Join(", ", fields)}. " +
            "Leave those fields out, have the owner give them up, or take them over by force.";
    }

    private static string Said(ApiStatus status)
    {
        var all = status.Complaints.Count == 0 ? "" : $" [{string.Join("; ", status.Complaints)}]";
        return status.Message.Length == 0 ? "the server gave no reason." : status.Message.TrimEnd('.') + "." + all;
    }
}
