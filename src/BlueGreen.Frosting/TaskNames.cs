using System.Reflection;
using Cake.Frosting;

namespace BlueGreen.Frosting;

/// <summary>Finds the targets of an assembly, as Cake Frosting finds them.</summary>
internal static class TaskNames
{
    /// <summary>Lists them.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <returns>The names.</returns>
    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IFrostingTask)))
        .Select(type => type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name);
}
