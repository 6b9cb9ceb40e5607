using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BlueGreen.Frosting.Output;

/// <summary>Words the live list so that it fits on the terminal: a line that wraps would break the redrawing.</summary>
/// <param name="Width">The terminal's columns.</param>
/// <param name="Height">The terminal's lines.</param>
/// <param name="IsUnicode">Whether it shows more than ASCII.</param>
internal sealed record StepListText(int Width, int Height, bool IsUnicode)
{
    private const int FewestColumns = 10;
    private static readonly Style Quiet = new(decoration: Decoration.Dim);
    private static readonly Style Good = new(Spectre.Console.Color.Green);
    private static readonly Style Bad = new(Spectre.Console.Color.Red);
    private static readonly Style Busy = new(Spectre.Console.Color.Yellow);

    private Spinner Wheel => IsUnicode ? Spinner.Known.Dots : Spinner.Known.Line;

    /// <summary>Words a frame, no longer than the terminal is high: details of finished steps go first, then what is
    /// farthest from the step under way.</summary>
    /// <param name="list">The steps.</param>
    /// <param name="frame">Counts the frames: moves the spinner.</param>
    /// <returns>The lines, none wider than the terminal.</returns>
    public IReadOnlyList<StepListLine> Frame(StepList list, int frame)
    {
        // The cursor stands below the last line, and a Ctrl+C may take one more.
        var room = Math.Max(1, Height - 2);
        var whole = Lines(list, frame, row => true);
        var brief = whole.Count <= room ? whole : Lines(list, frame, row => !row.HasEnded || IsBad(row));
        var focus = brief.FindLastIndex(line => line.IsFocus);
        var first = Math.Clamp(focus - (room / 2), 0, Math.Max(0, brief.Count - room));
        return [.. brief.Skip(first).Take(room).Select(line => line with { Text = Crop(line.Text) })];
    }

    /// <summary>Words what stays on the screen afterwards: everything, however long.</summary>
    /// <param name="list">The steps.</param>
    /// <returns>The lines.</returns>
    public IReadOnlyList<StepListLine> Final(StepList list) => Lines(list, frame: 0, row => true);

    private static bool IsBad(StepRow row) => row.State is StepRowState.Failed or StepRowState.Stopped;

    private List<StepListLine> Lines(StepList list, int frame, Func<StepRow, bool> hasDetail)
    {
        var lines = new List<StepListLine>();
        foreach (var row in list.Rows)
        {
            var took = row.State is StepRowState.Pending or StepRowState.NotReached or StepRowState.Remark
                ? string.Empty
                : string.Create(CultureInfo.InvariantCulture, $" ({list.Elapsed(row).TotalSeconds:0.0} s)");
            var (mark, style) = Look(row.State, frame);
            var isFocus = row.State == StepRowState.Running || IsBad(row);
            lines.Add(new StepListLine($"  {mark} {row.Title}{took}", style) { IsFocus = isFocus });
            if (hasDetail(row))
            {
                lines.AddRange(row.Detail
                    .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(detail => new StepListLine($"      {detail}", Quiet)));
            }
        }

        return lines;
    }

    private (string Mark, Style Style) Look(StepRowState state, int frame) => state switch
    {
        StepRowState.Running => (Wheel.Frames[frame % Wheel.Frames.Count], Busy),
        StepRowState.Done => (IsUnicode ? "✓" : "+", Good),
        StepRowState.AlreadyDone => (IsUnicode ? "✓" : "+", Quiet),
        StepRowState.Failed => (IsUnicode ? "✗" : "x", Bad),
        StepRowState.Stopped => (IsUnicode ? "■" : "#", Bad),
        StepRowState.Remark => (IsUnicode ? "→" : ">", Bad),
        _ => (IsUnicode ? "·" : ".", Quiet),
    };

    /// <summary>The last column stays free: some terminals wrap as soon as it is written.</summary>
    private string Crop(string text)
    {
        var room = Math.Max(FewestColumns, Width) - 1;
        if (new Segment(text).CellCount() <= room)
        {
            return text;
        }

        var sign = IsUnicode ? "…" : "~";
        var cropped = Segment.Truncate(new Segment(text), room - 1)?.Text ?? string.Empty;
        return cropped + sign;
    }
}
