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

    /// <summary>Writes all of them.</summary>
    /// <param name="model">The report.</param>
    /// <returns>A task that ends when they are written.</returns>
    public async Task WriteAsync(ReportModel model)
    {
        Directory.CreateDirectory(folder);
        var voice = CiVoice.Of(CiSystems.Of(environment));
        var markdown = new MarkdownWriter(masker.Apply) { DrawsMermaid = voice.DrawsMermaid }.Write(model);
        await File.WriteAllTextAsync(HtmlPath, new HtmlWriter(masker.Apply).Write(model), Utf8);
        await File.WriteAllTextAsync(MarkdownPath, markdown, Utf8);
        if (environment.TryGetValue(SummaryVariable, out var summary) && summary.Length > 0)
        {
            await File.AppendAllTextAsync(summary, markdown + "\n", Utf8);
        }
    }
}
