using System.Globalization;
using System.Text;

namespace BlueGreen.Frosting.Reports;

/// <summary>Writes a report as Markdown, for the summary page of a CI system.</summary>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands"/>
/// <param name="mask">Hides secrets.</param>
internal sealed class MarkdownWriter(Func<string, string> mask)
{
    private const string Signs = @"\|`*_[]#~!$";
    private readonly StringBuilder _text = new();

    /// <summary>Gets a value indicating whether traffic is drawn in Mermaid too, for pages that show it.</summary>
    public bool DrawsMermaid { get; init; }

    /// <summary>Writes it.</summary>
    /// <param name="model">The report.</param>
    /// <returns>The text, ended by a line end.</returns>
    public string Write(ReportModel model)
    {
        _text.Clear();
        foreach (var block in ReportLayout.Of(model))
        {
            Block(block);
        }

        return _text.ToString();
    }

    /// <summary>Writes a text: what an app or a cluster said must not become markup, break a table, or leave its
    /// line.</summary>
    /// <param name="text">The text.</param>
    /// <returns>One line.</returns>
    public string Text(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in mask(text).Trim())
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '\n' => escaped.Append("<br>"),
                '\r' => escaped,
                _ when Signs.Contains(c, StringComparison.Ordinal) => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    private static string Sign(bool isGood) => isGood ? "✅" : "❌";

    private void Block(ReportBlock block)
    {
        switch (block)
        {
            case TitleBlock title: Title(title.Model); break;
            case FiguresBlock figures: Figures(figures); break;
            case FailureBlock failure: Failure(failure.Failure); break;
            case HeadingBlock heading: Line($"### {Text(heading.Text)}\n"); break;
            case PictureBlock picture: Picture(picture.Picture); break;
            case TableBlock table: Table(table.Table); break;
            case ColorsBlock colors: Colors(colors); break;
            case RunBlock run: Run(run); break;
            case NextBlock next: Next(next); break;
            default: throw new ArgumentOutOfRangeException(nameof(block), block, "No Markdown for this part.");
        }
    }

    private void Title(ReportModel model)
    {
        Line($"## {Sign(model.IsGood)} {Text(model.Title)}: {Text(model.Headline)}\n");
        if (model.Explanation.Length > 0)
        {
            Line($"{Text(model.Explanation)}\n");
        }
    }

    private void Figures(FiguresBlock block) =>
        Line($"{string.Join(" · ", block.Figures.Select(each => $"**{Text(each.Value)}** {Text(each.Label)}"))}\n");

    private void Colors(ColorsBlock block) => List(
        block.Colors.Select(color => $"**{Text(color.Name)}** ({Text(color.Role)}): {Text(color.Description)}"));

    private void Next(NextBlock block) => List(
        block.Steps.Select(step => $"{Code(step.Command)} {Text(step.Purpose)}"));

    private void Failure(ReportFailure failure) => List(
    [
        $"**What** {Text(failure.Problem)} (exit code {failure.ExitCode})",
        $"**Why** {Text(failure.Reason)}",
        $"**Next** {Text(failure.Remedy)}",
    ]);

    private void Picture(TrafficPicture picture)
    {
        Line($"Answers per {Words.Number(picture.Bin)} ms. {Text(picture.Caption)}\n");
        if (DrawsMermaid)
        {
            Line($"```mermaid\n{TrafficMermaid.Draw(picture)}\n```\n\n{TrafficMermaid.Legend(picture)}\n");
        }

        Line($"```text\n{mask(TrafficText.Draw(picture)).Replace("```", "'''", StringComparison.Ordinal)}\n```\n");
    }

    private void Table(ReportTable table)
    {
        Row(table.Columns);
        Line($"|{string.Concat(table.Columns.Select((_, index) => index == 0 ? " :-- |" : " --: |"))}");
        foreach (var row in table.Rows)
        {
            Row(row);
        }

        Line($"\n{Text(table.Note)}\n");
    }

    private void Run(RunBlock block)
    {
        var run = block.Run;
        Line($"<details{(block.IsOpen ? " open" : string.Empty)}>");
        var title = $"{Sign(run.IsGood)} <b>{InHtml(run.Title)}</b> ({Words.Seconds(run.Duration)})";
        Line($"<summary>{title}</summary>\n");
        Line($"{Text(run.Summary)}\n");
        Line($"| step | phase | took | evidence |\n| :-- | :-- | --: | :-- |");
        foreach (var step in run.Steps)
        {
            var name = $"{StepWords.Sign(step.Outcome)} {step.Title}";
            Row([name, step.Phase, StepWords.Took(step), StepWords.Evidence(step, mask)]);
        }

        Line($"\n</details>\n");
    }

    private void Row(IEnumerable<string> cells) =>
        Line($"| {string.Join(" | ", cells.Select(cell => Text(cell)))} |");

    private void List(IEnumerable<string> lines) => Line($"{string.Concat(lines.Select(line => $"- {line}\n"))}");

    /// <summary>Inside of an HTML element Markdown's own signs are letters, and an empty line would end it.</summary>
    private string InHtml(string text) => string.Join(' ', mask(text).Split(
            default(char[]), StringSplitOptions.RemoveEmptyEntries))
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private string Code(string text) => $"`{mask(text).Replace('`', '\'').Replace('\n', ' ')}`";

    private void Line(FormattableString text) => _text.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
