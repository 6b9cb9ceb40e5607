using System.Reflection;
using Cake.Frosting;

namespace BlueGreen.Frosting;

/// <summary>Finds the targets of an assembly, as Cake Frosting finds them.</summary>
internal static class TaskNames
{
    /// <summary>Lists them.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <returns>The names.</returns>
    public static IEnumerable<string> Of(Assembly assembly) => TypesOf(assembly).Select(Of);

    /// <summary>Names a target.</summary>
    /// <param name="task">The class of the task.</param>
    /// <returns>The name.</returns>
    public static string Of(Type task) => task.GetCustomAttribute<TaskNameAttribute>()?.Name ?? task.Name;

    /// <summary>Lists the classes of an assembly's targets.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <returns>The classes.</returns>
    public static IEnumerable<Type> TypesOf(Assembly assembly) => assembly.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IFrostingTask)));
}
