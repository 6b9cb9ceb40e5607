namespace Cake.Docker;

/// <summary>Says how a property becomes an option, where the common rule does not fit.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class AutoPropertyAttribute : Attribute
{
    /// <summary>Gets or sets the form: <c>{0}</c> is the option's name, <c>{1}</c> its value.</summary>
    public string? Format { get; set; }
}
