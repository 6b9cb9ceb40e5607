using BlueGreen.Frosting.Reports;
using Xunit;

namespace BlueGreen.Frosting.Tests.Reports;

public sealed class ReportWriterTests
{
    private const string Hostile = "<script>alert('x')</script> | a `b` [c](d)\nnext line";

    [Fact]
    public void Html_WholeReport_IsAsTheGoldenFile() => Golden.Matches("report.html", Html(SampleReport.Whole));

    [Fact]
    public void Markdown_WholeReport_IsAsTheGoldenFile() => Golden.Matches("report.md", Markdown(SampleReport.Whole));

    [Fact]
    public void Html_EmptyReport_HasTheResultAndNothingElse()
    {
        var html = Html(SampleReport.Empty);

        Assert.Contains("<h1><span aria-hidden=\"true\">✓</span> live is blue</h1>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<h2>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_EmptyReport_IsOneHeading() =>
        Assert.Equal("## ✅ Activate v2.0-blue: live is blue\n\n", Markdown(SampleReport.Empty));

    [Fact]
    public void Html_PictureWithoutTraffic_IsDrawn()
    {
        var picture = SampleReport.Picture with { Samples = [], Marks = [], Spans = [] };

        var html = Html(SampleReport.Empty with { Pictures = [picture] });

        Assert.Contains("</svg>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http:")]
    [InlineData("https:")]
    [InlineData("<script")]
    [InlineData("src=")]
    [InlineData("url(")]
    [InlineData("@import")]
    public void Html_WholeReport_LoadsNothing(string what) =>
        Assert.DoesNotContain(what, Html(SampleReport.Whole), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Html_TextsOfOthers_AreEscapedWhereverTheyStand()
    {
        var html = Html(Everywhere(Hostile));

        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_TextsOfOthers_StayInTheirCellAndAreNoMarkup()
    {
        var markdown = Markdown(Everywhere(Hostile));

        Assert.DoesNotContain("<script>", markdown, StringComparison.Ordinal);
        Assert.Contains(
            "&lt;script&gt;alert('x')&lt;/script&gt; \\| a \\`b\\` \\[c\\](d)<br>next line",
            markdown,
            StringComparison.Ordinal);
    }

    [Fact]
    public void BothWriters_Secrets_AreMaskedWhereverTheyStand()
    {
        var model = Everywhere("the password is hunter22");

        Assert.DoesNotContain("hunter22", new HtmlWriter(Mask).Write(model), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22", new MarkdownWriter(Mask).Write(model), StringComparison.Ordinal);

        static string Mask(string text) => text.Replace("hunter22", "***", StringComparison.Ordinal);
    }

    [Fact]
    public void BothWriters_SecretWhereEvidenceIsCut_IsMaskedInBothHalves()
    {
        var step = SampleReport.Run.Steps[1] with { Evidence = new string('x', 1_995) + "hunter22 and more" };
        var model = SampleReport.Empty with { Runs = [SampleReport.Run with { Steps = [step] }] };

        Assert.DoesNotContain("xhunt", new HtmlWriter(Mask).Write(model), StringComparison.Ordinal);
        Assert.DoesNotContain("xhunt", new MarkdownWriter(Mask).Write(model), StringComparison.Ordinal);

        static string Mask(string text) => text.Replace("hunter22", "***", StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_TitleOfARun_IsEscapedForTheHtmlThatItStandsIn()
    {
        var markdown = Markdown(SampleReport.Empty with
        {
            Runs = [SampleReport.Run with { Title = "Deploy v1.0_rc1-blue <b>\n\n# x" }],
        });

        Assert.Contains("<b>Deploy v1.0_rc1-blue &lt;b&gt; # x</b>", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_DollarSigns_AreNoFormula() => Assert.Contains(
        @"costs \$5 and \$6",
        Markdown(SampleReport.Empty with { Headline = "costs $5 and $6" }),
        StringComparison.Ordinal);

    [Fact]
    public void Html_OneFailureAmongManyAnswers_IsMarked()
    {
        var good = new TrafficSample(0, 10, Releases.Color.Blue, IsFailure: false, IsSlow: false);
        var many = Enumerable.Repeat(good, 5_000);
        var picture = SampleReport.Picture with
        {
            Samples = [.. many, new TrafficSample(0, 10, null, IsFailure: true, IsSlow: false)],
        };

        var html = Html(SampleReport.Empty with { Pictures = [picture] });

        Assert.Contains("✕ 1<", html, StringComparison.Ordinal);
        Assert.Contains("height=\"4\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_EvidenceWithoutEnd_IsCut()
    {
        var endless = SampleReport.Run.Steps[1] with { Evidence = new string('x', 100_000) };
        var run = SampleReport.Run with { Steps = [endless] };

        Assert.True(Html(SampleReport.Empty with { Runs = [run] }).Length < 20_000);
    }

    private static ReportModel Everywhere(string text) => SampleReport.Whole with
    {
        Title = text,
        Headline = text,
        Explanation = text,
        Figures = [new(text, text)],
        Failure = new ReportFailure(text, text, text, 3),
        Pictures = [SampleReport.Picture with { Title = text, Caption = text, Marks = [new(0, text)] }],
        Table = new ReportTable([text], [[text]], text),
        Runs =
        [
            SampleReport.Run with
            {
                Title = text,
                Summary = text,
                Steps = [SampleReport.Run.Steps[1] with { Title = text, Evidence = text }],
            },
        ],
        Colors = [new("blue", "live", text)],
        Next = [new("command", text)],
    };

    private static string Html(ReportModel model) => new HtmlWriter(text => text).Write(model);

    private static string Markdown(ReportModel model) => new MarkdownWriter(text => text).Write(model);
}
