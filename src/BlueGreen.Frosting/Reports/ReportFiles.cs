using System.Text;
using BlueGreen.Ci;
using BlueGreen.Frosting.Output.Voices;
using BlueGreen.Secrets;

namespace BlueGreen.Frosting.Reports;

/// <summary>Writes a report where people look for it: two files, and the summary page of the CI run.</summary>
/// <param name="folder">The folder; made when it is missing.</param>
/// <param name="masker">Hides secrets.</param>
/// <param name="environment">The environment variables.</param>
internal sealed class ReportFiles(
    string folder, SecretMasker masker, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>The variable that names the file behind the summary page of a GitHub Actions job.</summary>
    /// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/variables"/>
    public const string SummaryVariable = "GITHUB_STEP_SUMMARY";

    /// <summary>The file with the results of a smoke test.</summary>
    public const string JUnit = "junit.xml";

    // GitHub shows nothing at all of a summary that is larger.
    private const int MostOfASummary = 1 << 20;
    private const string Html = "report.html";
    private const string Markdown = "report.md";
    private static readonly string[] OfOneRun = [Html, Markdown, JUnit];
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Gets the HTML file.</summary>
    public string HtmlPath => Path.Combine(folder, Html);

    /// <summary>Gets the Markdown file.</summary>
    public string MarkdownPath => Path.Combine(folder, Markdown);

    /// <summary>
    /// Removes what an earlier run left in a workspace that is used again: a CI system would show it as this run's.
    /// </summary>
    /// <param name="folder">The folder; may be missing.</param>
    public static void RemoveOld(string folder)
    {
        try
        {
            foreach (var path in OfOneRun.Select(name => Path.Combine(folder, name)).Where(File.Exists))
            {
                File.Delete(path);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Then nothing can be written there either, which is told when it is tried.
        }
    }

    /// <summary>Writes both files.</summary>
    /// <param name="model">The report.</param>
    /// <returns>A task that ends when they are written.</returns>
    public async Task WriteAsync(ReportModel model)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(HtmlPath, new HtmlWriter(masker.Apply).Write(model), Utf8);
        await File.WriteAllTextAsync(MarkdownPath, MarkdownOf(model), Utf8);
    }

    /// <summary>Appends the report to the summary of the job, where the CI system has a file for it.</summary>
    /// <param name="model">The report.</param>
    /// <param name="warn">Told when that cannot be done; the two files are there all the same.</param>
    /// <returns>A task that ends when it is done.</returns>
    public async Task SummarizeAsync(ReportModel model, Action<string> warn)
    {
        if (environment.GetValueOrDefault(SummaryVariable) is not { Length: > 0 } summary)
        {
            return;
        }

        try
        {
            var room = MostOfASummary - (File.Exists(summary) ? new FileInfo(summary).Length : 0);
            var text = new[] { MarkdownOf(model) + "\n", TooLong(model) }
                .FirstOrDefault(each => Utf8.GetByteCount(each) <= room);
            await File.AppendAllTextAsync(summary, text ?? string.Empty, Utf8);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            warn($"the summary of this job has no report: {refused.Message}");
        }
    }

    private string TooLong(ReportModel model) =>
        $"\nThe report of {new MarkdownWriter(masker.Apply).Text(model.Title)} is too long for this page: " +
        $"artifacts/{Path.GetFileName(folder)}/{Markdown} has it.\n";

    private string MarkdownOf(ReportModel model)
    {
        var voice = CiVoice.Of(CiSystems.Of(environment));
        return new MarkdownWriter(masker.Apply) { DrawsMermaid = voice.DrawsMermaid }.Write(model);
    }
}
