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
