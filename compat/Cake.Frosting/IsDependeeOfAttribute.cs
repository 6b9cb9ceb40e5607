namespace Cake.Frosting;

/// <summary>Makes this task run before another one, which need not know of it.</summary>
/// <param name="type">The class of the other task.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependeeOfAttribute(Type type) : Attribute
{
    /// <summary>Gets the class of the other task.</summary>
    public Type Task { get; } = type;
}
