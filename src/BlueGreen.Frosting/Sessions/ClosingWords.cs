using BlueGreen.Frosting.Reports;

namespace BlueGreen.Frosting.Sessions;

/// <summary>The last lines of a target in a log: what is live now, what to press next, where the report is.
/// Pure.</summary>
internal static class ClosingWords
{
    /// <summary>Words them.</summary>
    /// <param name="model">The report.</param>
    /// <param name="folder">The folder of the report, or null when it could not be written.</param>
    /// <returns>Lines.</returns>
    public static IEnumerable<string> Of(ReportModel model, string? folder)
    {
        yield return $"  live:   {Live(model)}";
        foreach (var step in model.Next)
        {
            yield return $"  next:   {step.Command}  ({step.Purpose})";
        }

        if (folder is not null)
        {
            yield return $"  report: {Path.Combine(folder, "report.html")}, and as Markdown beside it";
        }
    }

    private static string Live(ReportModel model) =>
        model.Colors.FirstOrDefault(color => color.Role is "live" or "unread") is { } live
            ? $"{live.Name}: {live.Description}"
            : "nothing yet";
}
