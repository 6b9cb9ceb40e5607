using System.Reflection;

namespace Cake.Frosting.Internal;

/// <summary>What reflection knows of a task class: its name, its context, and which members it overrides.</summary>
/// <param name="type">A class that implements <see cref="IFrostingTask"/>.</param>
internal sealed class TaskDescriptor(Type type)
{
    private readonly Type _base = FindBase(type);

    /// <summary>Gets the name on the command line.</summary>
    public string Name => NameOf(type);

    /// <summary>Gets the context that the class itself declares, or null when an intermediate class declares
    /// it.</summary>
    public Type DeclaredContext =>
        type.BaseType is { IsGenericType: true } direct && direct == _base ? direct.GenericTypeArguments[0] : null;

    /// <summary>Gets a value indicating whether the task does work of its own, rather than gather others.</summary>
    public bool Runs => Overrides("Run", Context) || Overrides("RunAsync", Context);

    /// <summary>Gets a value indicating whether the task may decide that there is no work.</summary>
    public bool DecidesToRun => Overrides("ShouldRun", Context);

    /// <summary>Gets a value indicating whether the task hears of its failure.</summary>
    public bool HandlesErrors => Overrides("OnError", typeof(Exception), Context);

    /// <summary>Gets a value indicating whether the task cleans up.</summary>
    public bool CleansUp => Overrides("Finally", Context);

    private Type Context => _base.GenericTypeArguments[0];

    /// <summary>Finds the tasks of a library: public, concrete, in the order of its metadata.</summary>
    /// <param name="assembly">The library.</param>
    /// <returns>The classes.</returns>
    public static IEnumerable<Type> FindTypes(Assembly assembly) => assembly.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IFrostingTask)));

    /// <summary>Names a task class that a dependency attribute points to.</summary>
    /// <param name="type">The class.</param>
    /// <returns>The name.</returns>
    /// <exception cref="FrostingException">The class is no task.</exception>
    public static string NameOfDependency(Type type) => type.IsAssignableTo(typeof(IFrostingTask))
        ? NameOf(type)
        : throw new FrostingException($"The dependency '{type.Name}' is not a valid task.");

    private static string NameOf(Type type) => type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name;

    private static Type FindBase(Type type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.IsGenericType && current.GetGenericTypeDefinition() is var definition &&
                (definition == typeof(FrostingTask<>) || definition == typeof(AsyncFrostingTask<>)))
            {
                return current;
            }
        }

        throw new InvalidOperationException(
            $"The task '{type.FullName}' derives neither from FrostingTask<T> nor from AsyncFrostingTask<T>.");
    }

    private bool Overrides(string method, params Type[] parameters) =>
        type.GetMethod(method, parameters) is { } found
        && found.GetBaseDefinition().DeclaringType != found.DeclaringType;
}
