namespace Cake.Frosting;

/// <summary>Makes another task run before this one.</summary>
/// <param name="type">The class of the other task.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependentOnAttribute(Type type) : Attribute
{
    /// <summary>Gets the class of the other task.</summary>
    public Type Task { get; } = type;
}
