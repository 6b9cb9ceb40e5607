namespace BlueGreen.Errors;

/// <summary>What the process tells the CI system. Each value has one meaning, for good; see
/// <c>docs/exit-codes.md</c>.</summary>
public enum ExitCode
{
    /// <summary>Done, or nothing to do.</summary>
    Done = 0,

    /// <summary>A defect of this program.</summary>
    Defect = 1,

    /// <summary>Invalid options, manifests or arguments. Nothing was touched.</summary>
    Usage = 2,

    /// <summary>The release failed, or was refused, before the switch. The live color was never touched.</summary>
    NotSwitched = 3,

    /// <summary>The release failed after the switch, and the live route was moved back.</summary>
    RolledBack = 4,

    /// <summary>The release failed after the switch, and users could not be moved back. A person must look
    /// now.</summary>
    NeedsOperator = 5,

    /// <summary>The release is live, but something was left behind.</summary>
    LeftOvers = 6,

    /// <summary>Another release held the lease for longer than this one may wait. Nothing was touched.</summary>
    NotOurTurn = 7,

    /// <summary>Stopped by SIGINT (Ctrl+C), after the journal had its line and the lease was released.</summary>
    Interrupted = 130,

    /// <summary>Stopped by SIGTERM, after the journal had its line and the lease was released.</summary>
    Terminated = 143,
}
