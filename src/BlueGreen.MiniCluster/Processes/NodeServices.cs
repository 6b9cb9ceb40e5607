using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Processes.Machine;
using BlueGreen.MiniCluster.Processes.Probes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Processes;

/// <summary>What every pod of the node works with.</summary>
/// <param name="Store">The cluster.</param>
/// <param name="Events">Takes what happens.</param>
/// <param name="Options">How pods are run.</param>
/// <param name="Ports">Gives ports.</param>
/// <param name="Ledger">Writes processes down.</param>
/// <param name="Checks">Makes tries of probes.</param>
internal sealed record NodeServices(
    ObjectStore Store,
    EventRecorder Events,
    KubeletOptions Options,
    PortAllocator Ports,
    ProcessLedger Ledger,
    ProbeChecks Checks)
{
    /// <summary>Gets the clock.</summary>
    public TimeProvider Time => Options.TimeProvider;
}
