using BlueGreen.Releases;

namespace BlueGreen.Frosting.Reports;

/// <summary>Draws traffic: bars by color, failures on top, slow requests as lines, a stroke at each write.</summary>
/// <param name="picture">The traffic.</param>
/// <param name="escape">Masks and escapes a text.</param>
internal sealed class TrafficSvg(TrafficPicture picture, Func<string, string> escape)
{
    private const double AxisHeight = 24;
    private const double LaneHeight = 5;
    private const double SpanHeight = 18;
    private const string SlowLegend = "slow requests, each from its start to its end; strong: under way at the write";
    private const double Left = TrafficScale.Left;
    private const double Base = TrafficScale.Base;
    private readonly SvgCanvas _canvas = new(escape);
    private readonly TrafficBin[] _bins = TrafficBin.Of(picture);
    private TrafficScale _scale = new(picture, 1);

    /// <summary>Draws it.</summary>
    /// <returns>One <c>svg</c> element.</returns>
    public string Draw()
    {
        _scale = new TrafficScale(picture, _bins.Max(bin => bin.Total));
        var lanes = SlowLanes.Of(picture);
        var lanesTop = Base + AxisHeight + (lanes.Count > 0 ? 14 : 0);
        var spansTop = lanesTop + (lanes.Count * LaneHeight) + (picture.Spans.IsEmpty ? 0 : 8);
        var bottom = spansTop + (picture.Spans.Length * SpanHeight);
        Array.ForEach(_bins, DrawBar);
        DrawMarks(bottom);
        DrawAxes();
        DrawNames();
        DrawSlow(lanes, lanesTop);
        DrawSpans(spansTop);
        return _canvas.Close(TrafficScale.Width, bottom + 4, picture.Title);
    }

    private void DrawAxes()
    {
        _canvas.Write("axis", (Left - 6, TrafficScale.Top + 4), "end", Words.Count(_scale.Highest));
        _canvas.Write("axis", (Left - 6, Base), "end", "0");
        _canvas.Across("grid", (Left, TrafficScale.Top), TrafficScale.Right);
        _canvas.Across("ground", (Left, Base), TrafficScale.Right);
        foreach (var at in _scale.Ticks())
        {
            _canvas.Write("axis", (_scale.X(at), Base + 16), "middle", _scale.Name(at));
        }
    }

    private void DrawBar(TrafficBin bin)
    {
        if (bin.Total == 0)
        {
            return;
        }

        var (left, right) = (_scale.X(bin.From), _scale.X(bin.From + picture.Bin));
        var width = Math.Max(0.5, right - left - 1);
        var others = bin.Unknown > 0 ? $", {bin.Unknown} {picture.Unknown}" : string.Empty;
        _canvas.Open($"{_scale.Name(bin.From)}: {bin.Green} green, {bin.Blue} blue, {bin.Failed} failed{others}");
        var below = 0;
        foreach (var (css, count) in bin.Parts())
        {
            // One failure among hundreds of requests must still be seen.
            var tall = Math.Max(Base - _scale.Y(count), css is "failed" ? 4 : 0.5);
            _canvas.Box(css, (left, _scale.Y(below) - tall), (width, tall));
            below += count;
        }

        if (bin.Failed > 0)
        {
            var y = Math.Max(24, _scale.Y(below) - 8);
            _canvas.Write("cross", ((left + right) / 2, y), "middle", $"✕ {bin.Failed}");
        }

        _canvas.EndGroup();
    }

    /// <summary>Writes the name of a color into the longest stretch where it answers most.</summary>
    private void DrawNames()
    {
        foreach (var (color, name) in picture.Names)
        {
            var (first, length) = LongestRun(color);
            var left = _scale.X(picture.From + (first * picture.Bin));
            var right = _scale.X(picture.From + ((first + length) * picture.Bin));
            if (right - left > name.Length * 7)
            {
                _canvas.Write("name", ((left + right) / 2, Base - 8), "middle", name);
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

    private void DrawSlow(IReadOnlyList<IReadOnlyList<TrafficSample>> lanes, double top)
    {
        if (lanes.Count > 0)
        {
            _canvas.Write("axis", (Left, top - 6), "start", SlowLegend);
        }

        foreach (var (slow, lane) in lanes.SelectMany((lane, index) => lane.Select(slow => (slow, index))))
        {
            var css = slow.IsFailure ? "failed" : slow.Color?.ToName() ?? "unknown";
            var isCrossing = picture.Marks.Any(mark => slow.StartedAt < mark.At && slow.EndedAt > mark.At);
            var (left, right) = (_scale.X(slow.StartedAt), _scale.X(slow.EndedAt));
            _canvas.Box(
                $"slow {css}{(isCrossing ? " strong" : string.Empty)}",
                (left, top + (lane * LaneHeight)),
                (Math.Max(1, right - left - 1), 3));
        }
    }

    private void DrawSpans(double top)
    {
        foreach (var (span, index) in picture.Spans.Select((span, index) => (span, index)))
        {
            var (left, y) = (_scale.X(span.From), top + (index * SpanHeight));
            var right = Math.Max(left + 3, _scale.X(span.To));
            var (x, anchor) = right < TrafficScale.Width * 0.7 ? (right + 6, "start") : (left - 6, "end");
            _canvas.Box(span.IsGood ? "span" : "span failed", (left, y), (right - left, 12));
            _canvas.Write("label", (x, y + 10), anchor, span.Label);
        }
    }

    private void DrawMarks(double bottom)
    {
        foreach (var mark in picture.Marks.Where(mark => mark.At >= picture.From && mark.At <= picture.To))
        {
            _canvas.Down("write", (_scale.X(mark.At), 16), bottom);
            _canvas.Write("mark", (_scale.X(mark.At), 11), "middle", mark.Label);
        }
    }
}
