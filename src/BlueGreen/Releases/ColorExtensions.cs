namespace BlueGreen.Releases;

/// <summary>Arithmetic and spelling of <see cref="Color"/>.</summary>
public static class ColorExtensions
{
    /// <summary>Returns the color that is not <paramref name="color"/>.</summary>
    /// <param name="color">Either color.</param>
    /// <returns>The other one.</returns>
    public static Color Other(this Color color) => color is Color.Blue ? Color.Green : Color.Blue;

    /// <summary>Spells the color as labels, subsets, tags and messages do: <c>blue</c> or <c>green</c>.</summary>
    /// <param name="color">Either color.</param>
    /// <returns>The lower-case name.</returns>
    public static string ToName(this Color color) => color is Color.Blue ? "blue" : "green";

    /// <summary>Reads a color from a label, a subset or an argument. Only the exact lower-case names count.</summary>
    /// <param name="name">The text, or null.</param>
    /// <returns>The color, or null when the text names none.</returns>
    public static Color? TryParseColor(this string? name) => name switch
    {
        "blue" => Color.Blue,
        "green" => Color.Green,
        _ => null,
    };
}
