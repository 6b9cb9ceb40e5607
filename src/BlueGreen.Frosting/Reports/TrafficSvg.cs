using System.Globalization;
using System.Text;
using BlueGreen.Releases;

namespace BlueGreen.Frosting.Reports;

/// <summary>Draws traffic: bars by color, failures on top, slow requests as lines, a line where the route was written.</summary>
/// <seealso href="https://www.w3.org/TR/SVG2/"/>
/// <param name="picture">The traffic.</param>
/// <param name="escape">Masks and escapes a text.</param>
internal sealed class TrafficSvg(TrafficPicture picture, Func<string, string> escape)
{
    private const double AxisHeight = 24;
    private const double LaneHeight = 5;
    private const double SpanHeight = 18;
    private readonly StringBuilder _svg = new();
    private readonly TrafficBin[] _bins = TrafficBin.Of(picture);
    private TrafficScale _scale = new(picture, 1);

    /// <summary>Draws it.</summary>
    /// <returns>One <c>svg</c> element.</returns>
    public string Draw()
    {
        _scale = new TrafficScale(picture, _bins.Max(bin => bin.Total));
        var lanes = SlowLanes.Of(picture);
        var lanesTop = TrafficScale.Base + AxisHeight + (lanes.Count > 0 ? 14 : 0);
        var spansTop = lanesTop + (lanes.Count * LaneHeight) + (picture.Spans.IsEmpty ? 0 : 8);
        var height = spansTop + (picture.Spans.Length * SpanHeight) + 6;
        Line($"<svg viewBox=\"0 0 {N(TrafficScale.Width)} {N(height)}\" role=\"img\" aria-label=\"{escape(picture.Title)}\">");
        Axes();
        Array.ForEach(_bins, Bar);
        Names();
        Slow(lanes, lanesTop);
        Spans(spansTop);
        Marks(picture.Spans.IsEmpty ? lanesTop + (lanes.Count * LaneHeight) : height - 4);
        Line($"</svg>");
        return _svg.ToString();
    }

    private static string N(double value) => Words.Number(value);

    private void Axes()
    {
        Line($"<text class=\"axis\" x=\"{N(TrafficScale.Left - 6)}\" y=\"{N(TrafficScale.Top + 4)}\" text-anchor=\"end\">{_scale.Highest}</text>");
        Line($"<text class=\"axis\" x=\"{N(TrafficScale.Left - 6)}\" y=\"{N(TrafficScale.Base)}\" text-anchor=\"end\">0</text>");
        Line($"<path class=\"grid\" d=\"M{N(TrafficScale.Left)} {N(TrafficScale.Top)}H{N(TrafficScale.Right)}\"/>");
        Line($"<path class=\"ground\" d=\"M{N(TrafficScale.Left)} {N(TrafficScale.Base)}H{N(TrafficScale.Right)}\"/>");
        foreach (var at in _scale.Ticks())
        {
            Line($"<text class=\"axis\" x=\"{N(_scale.X(at))}\" y=\"{N(TrafficScale.Base + 16)}\" text-anchor=\"middle\">{_scale.Name(at)}</text>");
        }
    }

    private void Bar(TrafficBin bin)
    {
        if (bin.Total == 0)
        {
            return;
        }

        var x = _scale.X(bin.From);
        var width = Math.Max(0.5, _scale.X(bin.From + picture.Bin) - x - 1);
        Line($"<g><title>{_scale.Name(bin.From)}: {bin.Green} green, {bin.Blue} blue, {bin.Failed} failed</title>");
        var below = 0;
        foreach (var (css, count) in new[] { ("green", bin.Green), ("blue", bin.Blue), ("unknown", bin.Unknown), ("failed", bin.Failed) })
        {
            if (count > 0)
            {
                // One failure among hundreds of requests must still be seen.
                var tall = Math.Max(_scale.Y(0) - _scale.Y(count), css is "failed" ? 4 : 0.5);
                Line($"<rect class=\"{css}\" x=\"{N(x)}\" y=\"{N(_scale.Y(below) - tall)}\" width=\"{N(width)}\" height=\"{N(tall)}\"/>");
                below += count;
            }
        }

        if (bin.Failed > 0)
        {
            Line($"<text class=\"cross\" x=\"{N(x + (width / 2))}\" y=\"{N(Math.Max(12, _scale.Y(below) - 8))}\" text-anchor=\"middle\">✕ {bin.Failed}</text>");
        }

        Line($"</g>");
    }

    /// <summary>Writes the name of a color into the longest stretch where it answers most.</summary>
    private void Names()
    {
        foreach (var (color, name) in picture.Names)
        {
            var (first, length) = LongestRun(color);
            var (left, right) = (_scale.X(picture.From + (first * picture.Bin)), _scale.X(picture.From + ((first + length) * picture.Bin)));
            if (right - left > name.Length * 7)
            {
                Line($"<text class=\"name\" x=\"{N((left + right) / 2)}\" y=\"{N(TrafficScale.Base - 8)}\" text-anchor=\"middle\">{escape(name)}</text>");
            }
        }
    }

    private (int First, int Length) LongestRun(Color color)
    {
        var (best, first) = ((First: 0, Length: 0), 0);
        for (var index = 0; index < _bins.Length; index++)
        {
            var mine = color is Color.Blue ? _bins[index].Blue : _bins[index].Green;
            first = mine * 2 > _bins[index].Total ? first : index + 1;
            best = index + 1 - first > best.Length ? (first, index + 1 - first) : best;
        }

        return best;
    }

    private void Slow(IReadOnlyList<IReadOnlyList<TrafficSample>> lanes, double top)
    {
        if (lanes.Count > 0)
        {
            Line($"<text class=\"axis\" x=\"{N(TrafficScale.Left)}\" y=\"{N(top - 6)}\">slow requests, from first byte to last; those that cross a write are drawn strong</text>");
        }

        foreach (var (lane, index) in lanes.Select((lane, index) => (lane, index)))
        {
            var y = top + (index * LaneHeight);
            foreach (var slow in lane)
            {
                var css = slow.IsFailure ? "failed" : slow.Color?.ToName() ?? "unknown";
                var crosses = picture.Marks.Any(mark => slow.StartedAt < mark.At && slow.EndedAt > mark.At) ? " strong" : string.Empty;
                var (left, right) = (_scale.X(slow.StartedAt), _scale.X(slow.EndedAt));
                Line($"<rect class=\"slow {css}{crosses}\" x=\"{N(left)}\" y=\"{N(y)}\" width=\"{N(Math.Max(1, right - left - 1))}\" height=\"3\" rx=\"1.5\"/>");
            }
        }
    }

    private void Spans(double top)
    {
        foreach (var (span, index) in picture.Spans.Select((span, index) => (span, index)))
        {
            var (left, right, y) = (_scale.X(span.From), Math.Max(_scale.X(span.From) + 3, _scale.X(span.To)), top + (index * SpanHeight));
            var (x, anchor) = right < TrafficScale.Width * 0.7 ? (right + 6, "start") : (left - 6, "end");
            Line($"<rect class=\"span{(span.IsGood ? string.Empty : " failed")}\" x=\"{N(left)}\" y=\"{N(y)}\" width=\"{N(right - left)}\" height=\"12\" rx=\"3\"/>");
            Line($"<text class=\"label\" x=\"{N(x)}\" y=\"{N(y + 10)}\" text-anchor=\"{anchor}\">{escape(span.Label)}</text>");
        }
    }

    private void Marks(double bottom)
    {
        foreach (var mark in picture.Marks.Where(mark => mark.At >= picture.From && mark.At <= picture.To))
        {
            var x = _scale.X(mark.At);
            Line($"<path class=\"write\" d=\"M{N(x)} 16V{N(bottom)}\"/>");
            Line($"<text class=\"mark\" x=\"{N(x)}\" y=\"11\" text-anchor=\"middle\">{escape(mark.Label)}</text>");
        }
    }

    private void Line(FormattableString text) => _svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
