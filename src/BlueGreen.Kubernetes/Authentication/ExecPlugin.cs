using System.Text.Json.Nodes;

namespace BlueGreen.Kubernetes.Authentication;

/// <summary>A program that signs in for us, as the kubeconfig describes it.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/config-api/client-authentication.v1/"/>
internal sealed record ExecPlugin
{
    /// <summary>Gets the program: a full path, or a name to look up in PATH.</summary>
    public required string Command { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    public required string ApiVersion { get; init; }

    /// <summary>Gets the cluster's description for the plugin, if it asked for one.</summary>
    public JsonObject? Cluster { get; init; }

    /// <summary>Gets what the kubeconfig's author says to people who lack the program.</summary>
    public string? InstallHint { get; init; }

    /// <summary>Gets whose plugin it is, for messages.</summary>
    public required string Label { get; init; }

    /// <summary>Gets the time that the program has.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Makes the text of KUBERNETES_EXEC_INFO.</summary>
    public string DescribeRequest()
    {
        var spec = new JsonObject { ["interactive"] = false };
        if (Cluster is not null)
        {
            spec["cluster"] = Cluster.DeepClone();
        }

        var info = new JsonObject { ["apiVersion"] = ApiVersion, ["kind"] = "ExecCredential", ["spec"] = spec };
        return info.ToJsonString();
    }
}
