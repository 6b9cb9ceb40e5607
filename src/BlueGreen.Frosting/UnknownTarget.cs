using BlueGreen.Errors;

namespace BlueGreen.Frosting;

/// <summary>Refuses targets that do not exist: Cake alone calls that a defect, and names no other target.</summary>
internal static class UnknownTarget
{
    /// <summary>Looks for one.</summary>
    /// <param name="targets">The targets asked for.</param>
    /// <param name="known">The targets there are.</param>
    /// <returns>The refusal, or null when all exist.</returns>
    public static ReleaseException? Find(IReadOnlyList<string> targets, IEnumerable<string> known)
    {
        var names = known
            .Order(StringComparer.OrdinalIgnoreCase).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var unknown = targets.FirstOrDefault(target => !names.Contains(target, StringComparer.OrdinalIgnoreCase));
        return unknown switch
        {
            null => null,
            CommandLine.DefaultTarget => Refuse("No target is named.", $"Known are {string.Join(", ", names)}."),
            _ => Refuse($"There is no target '{unknown}'.", $"Known are {string.Join(", ", names)}."),
        };
    }

    private static ReleaseException Refuse(string problem, string reason) => new(
        ExitCode.Usage, problem, reason, "Run with --target=NAME; --help tells what each one does.");
}
