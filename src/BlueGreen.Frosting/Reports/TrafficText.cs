using System.Text;
using BlueGreen.Releases;

namespace BlueGreen.Frosting.Reports;

/// <summary>Draws traffic with characters, for places that show no pictures. Pure.</summary>
internal static class TrafficText
{
    // Where the rows begin, unless a name is longer.
    private const int Shortest = 16;
    private const string Levels = "·▁▂▃▄▅▆▇█";

    /// <summary>Draws it: one line a color, one character a bar, a stroke where the route was written.</summary>
    /// <param name="picture">The traffic.</param>
    /// <returns>Lines without a line end after the last.</returns>
    public static string Draw(TrafficPicture picture)
    {
        var bins = TrafficBin.Of(picture);
        var highest = Math.Max(1, bins.Max(bin => bin.Total));
        var text = new StringBuilder();
        var width = Math.Max(Shortest, picture.Names.Values.Append(picture.Unknown).Max(name => name.Length) + 1);
        foreach (var (name, count) in new (string, Func<TrafficBin, int>)[]
        {
            (Name(picture, Color.Green), bin => bin.Green),
            (Name(picture, Color.Blue), bin => bin.Blue),
            (picture.Unknown, bin => bin.Unknown),
            ("failed", bin => bin.Failed),
        })
        {
            if (name is "failed" || bins.Any(bin => count(bin) > 0))
            {
                var row = Row(picture, bins, bin => Level(count(bin), highest));
                text.Append(name.PadRight(width)).Append(row).Append('\n');
            }
        }

        text.Append(string.Empty.PadRight(width)).Append(Words.Milliseconds(picture.From)).Append(" to ");
        return text.Append(Words.Milliseconds(picture.To)).Append("; | is a write").ToString();
    }

    private static string Row(TrafficPicture picture, TrafficBin[] bins, Func<TrafficBin, char> level)
    {
        var row = new StringBuilder();
        foreach (var bin in bins)
        {
            row.Append('|', picture.Marks.Count(mark => mark.At >= bin.From && mark.At < bin.From + picture.Bin));
            row.Append(level(bin));
        }

        return row.ToString();
    }

    private static char Level(int count, int highest) =>
        Levels[(int)Math.Ceiling((Levels.Length - 1) * (double)count / highest)];

    private static string Name(TrafficPicture picture, Color color) =>
        picture.Names.TryGetValue(color, out var name) ? name : color.ToName();
}
