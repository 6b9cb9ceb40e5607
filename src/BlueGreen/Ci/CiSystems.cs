namespace BlueGreen.Ci;

/// <summary>Tells which CI system runs the process; never fails.</summary>
public static class CiSystems
{
    /// <summary>Finds the systems that seem to run it.</summary>
    /// <param name="environment">The environment variables.</param>
    /// <returns>The systems, the one that counts first; none on a person's machine.</returns>
    public static IReadOnlyList<CiSystem> Find(IReadOnlyDictionary<string, string> environment) =>
        [.. CiProfiles.All.Where(profile => profile.IsSeenIn(environment)).Select(profile => profile.System)];

    /// <summary>Finds the system that counts.</summary>
    /// <param name="environment">The environment variables.</param>
    /// <returns>The system.</returns>
    public static CiSystem Of(IReadOnlyDictionary<string, string> environment) =>
        Find(environment) is [var first, ..] ? first : CiSystem.Local;

    /// <summary>Names a system as people write it.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The name; <c>this machine</c> for <see cref="CiSystem.Local"/>.</returns>
    public static string NameOf(CiSystem system) =>
        CiProfiles.All.FirstOrDefault(profile => profile.System == system)?.Name ?? "this machine";
}
