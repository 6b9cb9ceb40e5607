namespace BlueGreen.Frosting.Local;

/// <summary>Tells how a mini-cluster is reached.</summary>
internal static class ClusterText
{
    /// <summary>Tells it.</summary>
    /// <param name="running">The cluster.</param>
    /// <returns>Lines.</returns>
    public static string Reach(ClusterFile running) =>
        $"""
        The mini-cluster is up (process {running.ProcessId}).
          export KUBECONFIG={ForShell(running.Kubeconfig)}
          gateway     {running.GatewayUrl}      curl {running.GatewayUrl}   curl --cookie test=true {running.GatewayUrl}
          API server  {running.ApiUrl}
          page        {running.PageUrl}
          stop        ./build.sh --target=ClusterDown
        """;

    /// <summary>Quotes a path that a shell would take apart: the line above is made for copying.</summary>
    /// <param name="path">The path.</param>
    /// <returns>One word of a shell command.</returns>
    public static string ForShell(string path) => path.All(c => char.IsAsciiLetterOrDigit(c) || "/._-".Contains(c))
        ? path
        : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
