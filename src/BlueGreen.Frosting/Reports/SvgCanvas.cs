using System.Globalization;
using System.Text;

namespace BlueGreen.Frosting.Reports;

/// <summary>Writes the few shapes that a picture of traffic needs, each on a line.</summary>
/// <seealso href="https://www.w3.org/TR/SVG2/"/>
/// <param name="escape">Masks and escapes a text.</param>
internal sealed class SvgCanvas(Func<string, string> escape)
{
    private readonly StringBuilder _svg = new();

    /// <summary>Closes the drawing.</summary>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="name">What people hear who cannot see it.</param>
    /// <returns>One <c>svg</c> element and a line end.</returns>
    public string Close(double width, double height, string name) =>
        $"<svg viewBox=\"0 0 {N(width)} {N(height)}\" role=\"img\" aria-label=\"{escape(name)}\">\n{_svg}</svg>\n";

    /// <summary>Draws a box.</summary>
    /// <param name="css">Its classes.</param>
    /// <param name="at">Its upper left corner.</param>
    /// <param name="size">Width and height.</param>
    public void Box(string css, (double X, double Y) at, (double Width, double Height) size)
    {
        var extent = $"width=\"{N(size.Width)}\" height=\"{N(size.Height)}\"";
        Line($"<rect class=\"{css}\" x=\"{N(at.X)}\" y=\"{N(at.Y)}\" {extent}/>");
    }

    /// <summary>Draws a line from left to right.</summary>
    /// <param name="css">Its classes.</param>
    /// <param name="from">Its left end.</param>
    /// <param name="toX">Its right end.</param>
    public void Across(string css, (double X, double Y) from, double toX) =>
        Line($"<path class=\"{css}\" d=\"M{N(from.X)} {N(from.Y)}H{N(toX)}\"/>");

    /// <summary>Draws a line downwards.</summary>
    /// <param name="css">Its classes.</param>
    /// <param name="from">Its upper end.</param>
    /// <param name="toY">Its lower end.</param>
    public void Down(string css, (double X, double Y) from, double toY) =>
        Line($"<path class=\"{css}\" d=\"M{N(from.X)} {N(from.Y)}V{N(toY)}\"/>");

    /// <summary>Writes a text.</summary>
    /// <param name="css">Its classes.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="anchor">Which part of it stands there: <c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="text">The text.</param>
    public void Write(string css, (double X, double Y) at, string anchor, string text) => Line(
        $"<text class=\"{css}\" x=\"{N(at.X)}\" y=\"{N(at.Y)}\" text-anchor=\"{anchor}\">{escape(text)}</text>");

    /// <summary>Opens a group with a text that is shown when the pointer rests on it.</summary>
    /// <param name="title">The text.</param>
    public void Open(string title) => Line($"<g><title>{escape(title)}</title>");

    /// <summary>Closes the group.</summary>
    public void EndGroup() => Line($"</g>");

    private static string N(double value) => Words.Number(value);

    private void Line(FormattableString text) => _svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
