using System.Reflection;

namespace BlueGreen.Frosting;

/// <summary>Which of our targets take part: all, but those whose names a user's own targets have.</summary>
internal static class OurTasks
{
    // Names that many a build program has already. The release's own targets cannot be replaced: a pipeline that says
    // Activate means ours, and Cake says so of a second one.
    private static readonly HashSet<string> Replaceable =
        new(StringComparer.OrdinalIgnoreCase) { "Build", "Push", "Init" };

    /// <summary>Chooses them.</summary>
    /// <param name="assemblies">All assemblies with targets.</param>
    /// <returns>The classes of our targets.</returns>
    public static IReadOnlyList<Type> For(IEnumerable<Assembly> assemblies)
    {
        var own = typeof(OurTasks).Assembly;
        var theirs = assemblies.Where(assembly => assembly != own).SelectMany(TaskNames.Of)
            .Where(Replaceable.Contains).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. TaskNames.TypesOf(own).Where(task => !theirs.Contains(TaskNames.Of(task)))];
    }
}
