namespace Cake.Docker;

/// <summary>Forms of options for <see cref="AutoPropertyAttribute.Format"/>.</summary>
public static class Constants
{
    /// <summary>A switch that is on unless it is told to be off.</summary>
    public const string BoolWithTrueDefaultFormat = "--{0}={1}";
}
