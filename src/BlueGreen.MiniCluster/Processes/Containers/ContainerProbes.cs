using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Processes.Probes;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>Probes one run of a container: startup first, then readiness and liveness side by side.</summary>
/// <param name="pod">The pod.</param>
/// <param name="container">The container's manifest.</param>
/// <param name="owner">Takes the answers.</param>
/// <param name="run">The run that is asked, and ended when it is not alive.</param>
internal sealed class ContainerProbes(PodContext pod, JsonObject container, ContainerRunner owner, ContainerRun run)
    : IProbeTarget
{
    /// <summary>Probes until cancelled.</summary>
    /// <param name="startedAt">When the process was started.</param>
    /// <param name="cancellationToken">Cancelled when the process ends or is told to.</param>
    /// <returns>When there is nothing left to ask.</returns>
    public async Task RunAsync(DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var startup = ProbeSpec.Find(container, "startupProbe");
        owner.Update(s =>
            s with { State = new ContainerRunning(startedAt), IsStarted = startup is null, IsReady = false });
        var prober = new Prober(pod.Node.Checks, this, pod.Node.Time);
        if (startup is not null)
        {
            var started = new Listener(this, "Startup", cancellationToken);
            await prober.RunAsync(startup, startedAt, started, cancellationToken);
            if (!owner.Snapshot.IsStarted)
            {
                return;
            }
        }

        var readiness = ProbeSpec.Find(container, "readinessProbe");
        var liveness = ProbeSpec.Find(container, "livenessProbe");
        if (readiness is null)
        {
            SetReady(isReady: true, cancellationToken);
        }

        await Task.WhenAll(
            ProbeAsync(readiness, "Readiness"),
            ProbeAsync(liveness, "Liveness"));

        Task ProbeAsync(ProbeSpec? spec, string name) => spec is null
            ? Task.CompletedTask
            : prober.RunAsync(spec, startedAt, new Listener(this, name, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public int? FindPort(JsonNode? port) => pod.Ports.Find(port, owner.Name) ?? pod.Ports.Find(port) ?? port.Number();

    /// <inheritdoc/>
    public Task<string?> ExecAsync(IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        new ContainerExec(pod.Node.Ledger).TryAsync(run, command, cancellationToken);

    // An answer that comes after the request to end must not make the container ready again.
    private void SetReady(bool isReady, CancellationToken cancellationToken) =>
        owner.Update(s => s with { IsStarted = true, IsReady = isReady && !cancellationToken.IsCancellationRequested });

    private void SetStarted() => owner.Update(s => s with { IsStarted = true });

    private void TellFailure(string message) => pod.Warn(owner.Name, "Unhealthy", message);

    private bool Restart(string probe)
    {
        pod.Tell(owner.Name, "Killing", $"Container {owner.Name} failed {probe} probe, will be restarted");
        var seconds = container.Number($"{probe}Probe", "terminationGracePeriodSeconds");
        _ = run.StopAsync(seconds is null ? pod.Grace : PodSeconds.Limited(seconds, otherwise: 0));
        return false;
    }

    private sealed class Listener(
        ContainerProbes probes, string name, CancellationToken cancellationToken) : IProbeListener
    {
        public void OnFailure(string failure) => probes.TellFailure($"{name} probe failed: {failure}");

        public bool OnAnswer(bool answer)
        {
            switch (name, answer)
            {
                case ("Readiness", _):
                    probes.SetReady(answer, cancellationToken);
                    return true;
                case ("Startup", true):
                    probes.SetStarted();
                    return false;
                case ("Liveness", true):
                    return true;
                default:
                    return probes.Restart(name is "Startup" ? "startup" : "liveness");
            }
        }
    }
}
