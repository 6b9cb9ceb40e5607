using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;

namespace BlueGreen.MiniCluster.Processes;

/// <summary>Answers the commands with which people ask an Istio sidecar for requests in flight.</summary>
/// <seealso href="https://www.envoyproxy.io/docs/envoy/latest/operations/admin#get--clusters"/>
internal static class SidecarAdmin
{
    private static readonly string[] Asked = ["pilot-agent request GET clusters", "curl -s localhost:15000/clusters"];

    /// <summary>Answers a command.</summary>
    /// <param name="pod">The sidecar's pod.</param>
    /// <param name="inFlight">Requests that the pod is answering now.</param>
    /// <param name="request">The command and its streams.</param>
    /// <param name="cancellationToken">Ends the answer.</param>
    /// <returns>0, or 127 for a program that the sidecar does not have.</returns>
    public static async Task<int> ExecAsync(
        JsonObject pod, int inFlight, ExecRequest request, CancellationToken cancellationToken)
    {
        var command = string.Join(' ', request.Command);
        if (Asked.Contains(command, StringComparer.Ordinal))
        {
            await request.Output.WriteAsync(Encoding.UTF8.GetBytes(Clusters(pod, inFlight)), cancellationToken);
            return 0;
        }

        var message = "OCI runtime exec failed: exec failed: unable to start container process: " +
            $"exec: \"{string.Join(' ', request.Command.Take(1))}\": executable file not found in $PATH: unknown\n";
        await request.Error.WriteAsync(Encoding.UTF8.GetBytes(message), cancellationToken);
        return 127;
    }

    // The gateway counts by pod and not by port, so the first port has the figure: adding the lines up gives the truth.
    private static string Clusters(JsonObject pod, int inFlight)
    {
        var text = new StringBuilder();
        var ports = pod.Items("spec", "containers")
            .SelectMany(container => container.Items("ports"))
            .Select(port => port.Number("containerPort"))
            .OfType<int>()
            .Distinct()
            .DefaultIfEmpty(80);
        foreach (var port in ports)
        {
            var host = string.Create(CultureInfo.InvariantCulture, $"inbound|{port}||::127.0.0.1:{port}");
            text.Append(host).Append("::cx_active::").Append(inFlight).Append('\n');
            text.Append(host).Append("::rq_active::").Append(inFlight).Append('\n');
            text.Append(host).Append("::health_flags::healthy\n");
            inFlight = 0;
        }

        return text.ToString();
    }
}
