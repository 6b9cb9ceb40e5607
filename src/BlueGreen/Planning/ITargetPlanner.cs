namespace BlueGreen.Planning;

/// <summary>Decides what a target will do, from what was seen and what was asked. Reads and writes nothing.</summary>
public interface ITargetPlanner
{
    /// <summary>Gets the name of the target, such as <c>Deploy</c>.</summary>
    string Target { get; }

    /// <summary>Decides.</summary>
    /// <param name="world">What was seen under the lease.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="settings">How releases are made here.</param>
    /// <returns>The plan; without steps when there is nothing to do.</returns>
    /// <exception cref="Errors.ReleaseException">The target is refused: <see
    /// cref="Errors.ExitCode.NotSwitched"/>.</exception>
    ReleasePlan Plan(World world, PlanRequest request, ReleaseSettings settings);
}
