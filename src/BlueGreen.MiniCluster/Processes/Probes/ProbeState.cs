namespace BlueGreen.MiniCluster.Processes.Probes;

/// <summary>Turns single tries into an answer: it changes only after enough tries in a row say so.</summary>
/// <param name="spec">The thresholds.</param>
internal sealed class ProbeState(ProbeSpec spec)
{
    private bool _lastTry;
    private int _inRow;

    /// <summary>Counts a try.</summary>
    /// <param name="succeeded">Whether it succeeded.</param>
    /// <returns>The answer when enough tries in a row agree, and null when the answer stays what it was.</returns>
    public bool? Record(bool succeeded)
    {
        _inRow = succeeded == _lastTry ? _inRow + 1 : 1;
        _lastTry = succeeded;
        return _inRow >= (succeeded ? spec.SuccessThreshold : spec.FailureThreshold) ? succeeded : null;
    }
}
