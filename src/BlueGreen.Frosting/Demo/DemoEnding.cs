using BlueGreen.Frosting.Output;
using BlueGreen.Frosting.Reports;

namespace BlueGreen.Frosting.Demo;

/// <summary>Tells the result of the demo: the table, the sum, what to try next.</summary>
internal static class DemoEnding
{
    /// <summary>Tells it and writes the report.</summary>
    /// <param name="context">Output.</param>
    /// <param name="folder">Where the report goes.</param>
    /// <param name="result">What the demo saw.</param>
    /// <param name="time">The clock.</param>
    /// <returns>A task that ends when the report is written.</returns>
    public static async Task TellAsync(
        BlueGreenContext context, DemoFolder folder, DemoResult result, TimeProvider time)
    {
        var table = DemoTable.Of(result, time);
        context.Say(string.Empty);
        ConsoleTable.Show(table, context.Say);
        context.Say(table.Note);
        var files = new ReportFiles(folder.Path, context.Inputs.Masker, context.Inputs.Source.Environment);
        var report = new DemoReport(result, time).Make(table);
        await files.WriteAsync(report);
        await files.SummarizeAsync(report, context.Warn);
        context.Say($"\n{Words.Count(result.Requests)} user requests, {Words.Count(result.Failed)} failed.");
        context.Say($"Report: {files.HtmlPath}");
        context.Say("Try next:");
        foreach (var step in DemoText.Next)
        {
            context.Say($"  {step.Command,-44} {step.Purpose}");
        }
    }
}
