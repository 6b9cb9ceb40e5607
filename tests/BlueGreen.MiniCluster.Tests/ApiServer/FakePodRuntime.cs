using System.Runtime.CompilerServices;
using System.Text;
using BlueGreen.MiniCluster.Processes;

namespace BlueGreen.MiniCluster.Tests.ApiServer;

/// <summary>A kubelet of one pod called <c>web</c>: two log lines, and a few commands.</summary>
internal sealed class FakePodRuntime : IPodRuntime
{
    public static readonly DateTimeOffset LogTime = new(2026, 1, 1, 0, 0, 1, TimeSpan.Zero);

    /// <summary>Gets the ports on loopback behind the pod's.</summary>
    public Dictionary<int, int> Ports { get; } = [];

    public async IAsyncEnumerable<LogLine> ReadLogAsync(
        ContainerReference container, LogOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (options.Previous)
        {
            throw new PodRuntimeException("previous terminated container not found", isMissing: false);
        }

        string[] lines = ["first line", "second line"];
        foreach (var line in lines.TakeLast(options.TailLines ?? int.MaxValue))
        {
            yield return new LogLine(LogTime, line);
        }
    }

    public async Task<int> ExecAsync(
        ContainerReference container, ExecRequest request, CancellationToken cancellationToken)
    {
        switch (request.Command[0])
        {
            case "cat":
                await request.Input!.CopyToAsync(request.Output, cancellationToken);
                return 0;
            case "fail":
                await request.Error.WriteAsync(Encoding.UTF8.GetBytes("it failed\n"), cancellationToken);
                return 3;
            case "echo":
                var text = string.Join(' ', request.Command.Skip(1)) + "\n";
                await request.Output.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
                return 0;
            default:
                throw new PodRuntimeException($"exec: \"{request.Command[0]}\": not found in $PATH", isMissing: false);
        }
    }

    public Task AttachAsync(
        ContainerReference container, ExecRequest request, CancellationToken cancellationToken) =>
        throw new PodRuntimeException("nothing to attach to", isMissing: false);

    public int? FindPort(string namespaceName, string podName, int containerPort) =>
        Ports.TryGetValue(containerPort, out var real) ? real : null;
}
