using System.Globalization;

namespace BlueGreen.Frosting.Reports;

/// <summary>Draws traffic as a Mermaid chart, for pages that show Mermaid but no SVG inside of Markdown. Numbers and
/// constants only: nothing of what others said can get into it.</summary>
/// <seealso href="https://mermaid.js.org/syntax/xyChart.html"/>
internal static class TrafficMermaid
{
    private const string Palette = "#2e8b57, #2f6fd0, #c0392b, #7f8c8d";

    /// <summary>Draws.</summary>
    /// <param name="picture">The traffic.</param>
    /// <returns>Lines without a line end.</returns>
    public static string Draw(TrafficPicture picture)
    {
        var bins = TrafficBin.Of(picture);
        var highest = Math.Max(1, bins.Max(bin => bin.Total));
        List<string> lines =
        [
            $"%%{{init: {{\"themeVariables\": {{\"xyChart\": {{\"plotColorPalette\": \"{Palette}\"}}}}}}}}%%",
            "xychart-beta",
            string.Create(
                CultureInfo.InvariantCulture,
                $"  x-axis \"milliseconds, the write is at 0\" {picture.From:0} --> {picture.To:0}"),
            $"  y-axis \"answers per {Words.Number(picture.Bin)} ms\" 0 --> {highest}",
            Series(bins, bin => bin.Green),
            Series(bins, bin => bin.Blue),
            Series(bins, bin => bin.Failed),
        ];
        if (picture.HasUnknown)
        {
            lines.Add(Series(bins, bin => bin.Unknown));
        }

        return string.Join('\n', lines);
    }

    /// <summary>Says what the lines are: these charts have no legend of their own.</summary>
    /// <param name="picture">The traffic.</param>
    /// <returns>One line.</returns>
    public static string Legend(TrafficPicture picture) =>
        "Green and blue lines: answers of that color. Red: failed." +
        (picture.HasUnknown ? $" Grey: {picture.Unknown}." : string.Empty);

    private static string Series(TrafficBin[] bins, Func<TrafficBin, int> count) =>
        $"  line [{string.Join(", ", bins.Select(bin => count(bin).ToString(CultureInfo.InvariantCulture)))}]";
}
