using System.Globalization;
using System.Text;

namespace Build.Comparing;

/// <summary>Shows the figures of both pipelines side by side, as Markdown.</summary>
internal static class ComparisonTable
{
    /// <summary>Adds up the repetitions.</summary>
    /// <param name="counts">The figures.</param>
    /// <returns>The table.</returns>
    public static string Of(IReadOnlyList<StepCount> counts)
    {
        var text = new StringBuilder(
            "| step | article: requests | lost | wrong color | ours: requests | lost | wrong color |\n"
            + "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var step in counts.Select(count => count.Step).Distinct(StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {step} |");
            Append(text, counts, "article", step);
            Append(text, counts, "ours", step);
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Judges our pipeline.</summary>
    /// <param name="counts">The figures.</param>
    /// <returns>What is wrong, or null: it lost nothing, and that was seen.</returns>
    public static string? Complaint(IReadOnlyList<StepCount> counts)
    {
        var ours = counts.Where(count => count.Pipeline is "ours").ToList();
        return ours.Exists(count => count.Lost + count.Wrong > 0)
            ? "Our pipeline lost requests, or showed users a wrong color: see the table."
            : ours.Count == 0 || ours.Exists(count => count.Requests == 0)
                ? "No user called during a step of ours, so that nothing is proven: see the table."
                : null;
    }

    private static void Append(StringBuilder text, IReadOnlyList<StepCount> counts, string pipeline, string step)
    {
        var those = counts
            .Where(count => string.Equals(count.Pipeline, pipeline, StringComparison.Ordinal)
                && string.Equals(count.Step, step, StringComparison.Ordinal))
            .ToList();
        text.Append(
            CultureInfo.InvariantCulture,
            $" {those.Sum(c => c.Requests)} | {those.Sum(c => c.Lost)} | {those.Sum(c => c.Wrong)} |");
    }
}
