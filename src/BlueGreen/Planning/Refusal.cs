using BlueGreen.Errors;

namespace BlueGreen.Planning;

/// <summary>Says no before anything is touched: what, why, what next.</summary>
internal static class Refusal
{
    /// <summary>Makes the refusal; the caller throws it.</summary>
    /// <param name="problem">What was refused.</param>
    /// <param name="reason">The evidence.</param>
    /// <param name="remedy">What to do next.</param>
    /// <returns>The exception, with exit code 3.</returns>
    public static ReleaseException Because(string problem, string reason, string remedy) =>
        new(ExitCode.NotSwitched, problem, reason, remedy);
}
