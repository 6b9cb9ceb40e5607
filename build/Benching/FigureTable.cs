using System.Globalization;
using System.Text;

namespace Build.Benching;

/// <summary>Shows figures for people, as Markdown.</summary>
internal static class FigureTable
{
    /// <summary>Writes the table.</summary>
    /// <param name="figures">The figures.</param>
    /// <returns>The table.</returns>
    public static string Of(IEnumerable<Figure> figures)
    {
        var text = new StringBuilder("| what | figure | wanted | | |\n| --- | ---: | ---: | --- | --- |\n");
        foreach (var figure in figures)
        {
            var value = figure.Value is { } number
                ? string.Create(CultureInfo.InvariantCulture, $"{number:0.###} {figure.Unit}").TrimEnd() : "–";
            var wanted = figure.Limit is { } limit
                ? string.Create(
                    CultureInfo.InvariantCulture, $"{(figure.IsLeast ? "≥" : "≤")} {limit} {figure.Unit}").TrimEnd()
                : string.Empty;
            var verdict = !figure.IsKept ? "MISSED" : figure.Limit is null ? string.Empty : "kept";
            text.AppendJoin(" | ", $"| {figure.Name}", value, wanted, verdict, $"{figure.Note} |").Append('\n');
        }

        return text.ToString();
    }
}
