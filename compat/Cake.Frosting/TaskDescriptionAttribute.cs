namespace Cake.Frosting;

/// <summary>Says in one line what a target does, for <c>--description</c>.</summary>
/// <param name="description">The line.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskDescriptionAttribute(string description) : Attribute
{
    /// <summary>Gets the line.</summary>
    public string Description { get; } = description;
}
