using BlueGreen.Planning;
using BlueGreen.Running;

namespace BlueGreen.Frosting.Output;

/// <summary>Shows a run to whoever started it: the plan, then each step. Ends before anything else is said.</summary>
internal interface IRunDisplay : IReleaseObserver, IAsyncDisposable
{
    /// <summary>Shows the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>A task that ends when it is shown.</returns>
    Task PlannedAsync(ReleasePlan plan);
}
