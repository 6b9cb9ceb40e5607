namespace Cake.Frosting;

/// <summary>Names a target on the command line; without it the class name does.</summary>
/// <param name="name">The name; case does not matter when it is looked up.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskNameAttribute(string name) : Attribute
{
    /// <summary>Gets the name.</summary>
    public string Name { get; } = name;
}
