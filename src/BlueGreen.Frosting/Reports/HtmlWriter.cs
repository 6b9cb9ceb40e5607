using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using BlueGreen.Releases;

namespace BlueGreen.Frosting.Reports;

/// <summary>Writes a report as one HTML file that needs no network and no script.</summary>
/// <param name="mask">Hides secrets.</param>
internal sealed class HtmlWriter(Func<string, string> mask)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _html = new();

    /// <summary>Writes it.</summary>
    /// <param name="model">The report.</param>
    /// <returns>The document.</returns>
    public string Write(ReportModel model)
    {
        _html.Clear();
        Line($"<!doctype html>");
        Line($"<html lang=\"en\"><head><meta charset=\"utf-8\">");
        Line($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        Line($"<meta name=\"color-scheme\" content=\"light dark\">");
        Line($"<title>{Text(model.Title)}: {Text(model.Headline)}</title>");
        Line($"<style>\n{ReportStyle.Css}\n</style></head><body><main>");
        foreach (var block in ReportLayout.Of(model))
        {
            Write(block);
        }

        Line($"<footer>{model.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC. This file loads nothing.</footer>");
        Line($"</main></body></html>");
        return _html.ToString();
    }

    private static string Sign(bool isGood) => isGood ? "✓" : "✕";

    private static string Css(bool isGood) => isGood ? "good" : "bad";

    private void Write(ReportBlock block)
    {
        switch (block)
        {
            case TitleBlock title: Title(title.Model); break;
            case FiguresBlock figures: Figures(figures); break;
            case FailureBlock failure: Failure(failure.Failure); break;
            case HeadingBlock heading: Line($"<h2>{Text(heading.Text)}</h2>"); break;
            case PictureBlock picture: Picture(picture.Picture); break;
            case TableBlock table: Table(table.Table); break;
            case ColorsBlock colors: Colors(colors); break;
            case RunBlock run: Run(run); break;
            case NextBlock next: Next(next); break;
            default: throw new ArgumentOutOfRangeException(nameof(block), block, "No HTML for this part.");
        }
    }

    private void Title(ReportModel model)
    {
        Line($"<header class=\"{Css(model.IsGood)}\"><p class=\"what\">{Text(model.Title)}</p>");
        Line($"<h1><span aria-hidden=\"true\">{Sign(model.IsGood)}</span> {Text(model.Headline)}</h1>");
        Line($"<p>{Text(model.Explanation)}</p></header>");
    }

    private void Figures(FiguresBlock block)
    {
        Line($"<div class=\"figures\">");
        foreach (var figure in block.Figures)
        {
            Line($"<div class=\"{(figure.IsBad ? "bad" : "plain")}\">");
            Line($"<b>{Text(figure.Value)}</b> {Text(figure.Label)}</div>");
        }

        Line($"</div>");
    }

    private void Failure(ReportFailure failure)
    {
        Line($"<dl class=\"failure\"><dt>What</dt><dd>{Text(failure.Problem)} (exit code {failure.ExitCode})</dd>");
        Line($"<dt>Why</dt><dd>{Text(failure.Reason)}</dd><dt>Next</dt><dd>{Text(failure.Remedy)}</dd></dl>");
    }

    private void Picture(TrafficPicture picture)
    {
        Line($"<figure><figcaption>{Text(picture.Caption)}</figcaption>");
        _html.Append(new TrafficSvg(picture, Text).Draw());
        Line($"<p class=\"legend\">");
        foreach (var (color, name) in picture.Names)
        {
            Line($"<span><i class=\"{color.ToName()}\"></i>{Text(name)}</span>");
        }

        Line($"<span><i class=\"failed\"></i>failed</span>");
        if (picture.HasUnknown)
        {
            Line($"<span><i class=\"unknown\"></i>{Text(picture.Unknown)}</span>");
        }

        Line($"<span>answers per {Words.Number(picture.Bin)} ms</span></p></figure>");
    }

    private void Table(ReportTable table)
    {
        Line($"<div class=\"wide\"><table><thead><tr>{Cells("th", table.Columns)}</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            Line($"<tr>{Cells("td", row)}</tr>");
        }

        Line($"</tbody></table></div><p class=\"note\">{Text(table.Note)}</p>");
    }

    private void Colors(ColorsBlock block)
    {
        Line($"<div class=\"colors\">");
        foreach (var color in block.Colors)
        {
            Line($"<div class=\"{Text(color.Name)} {Text(color.Role)}\"><b>{Text(color.Name)}</b>");
            Line($"<em>{Text(color.Role)}</em><p>{Text(color.Description)}</p></div>");
        }

        Line($"</div>");
    }

    private void Run(RunBlock block)
    {
        var run = block.Run;
        Line($"<details{(block.IsOpen ? " open" : string.Empty)}><summary>");
        Line($"<span class=\"{Css(run.IsGood)}\">{Sign(run.IsGood)}</span> <b>{Text(run.Title)}</b>");
        Line($"<span class=\"time\">{Words.Seconds(run.Duration)}</span></summary><p>{Text(run.Summary)}</p>");
        Line($"<div class=\"wide\"><table class=\"steps\"><thead>");
        Line($"<tr>{Cells("th", ["step", "phase", "took", string.Empty, "evidence"])}</tr></thead><tbody>");
        foreach (var step in run.Steps)
        {
            Step(step, Math.Max(run.Duration.TotalMilliseconds, 1));
        }

        Line($"</tbody></table></div></details>");
    }

    private void Step(ReportStep step, double whole)
    {
        var left = Math.Clamp(100 * step.Offset.TotalMilliseconds / whole, 0, 99);
        var width = Math.Clamp(100 * step.Duration.TotalMilliseconds / whole, 1, 100 - left);
        Line($"<tr class=\"{StepWords.Css(step.Outcome)}\">");
        Line($"{Cells("td", [$"{StepWords.Sign(step.Outcome)} {step.Title}", step.Phase, StepWords.Took(step)])}");
        var place = $"left:{Words.Number(left)}%;width:{Words.Number(width)}%";
        Line($"<td><span class=\"bar\"><i style=\"{place}\"></i></span></td>");
        Line($"<td class=\"evidence\">{Text(StepWords.Evidence(step, mask))}</td></tr>");
    }

    private void Next(NextBlock block)
    {
        Line($"<ul class=\"next\">");
        foreach (var step in block.Steps)
        {
            Line($"<li><code>{Text(step.Command)}</code> {Text(step.Purpose)}</li>");
        }

        Line($"</ul>");
    }

    private string Cells(string element, IEnumerable<string> cells) =>
        string.Concat(cells.Select(cell => $"<{element}>{Text(cell)}</{element}>"));

    private string Text(string text) => Encoder.Encode(mask(text));

    private void Line(FormattableString text) => _html.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
