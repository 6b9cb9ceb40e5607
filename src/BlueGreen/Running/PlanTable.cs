using System.Globalization;
using System.Text;
using BlueGreen.Planning;

namespace BlueGreen.Running;

/// <summary>Writes a plan as the table that <c>--target=Plan</c> and <c>--dryrun</c> print.</summary>
public static class PlanTable
{
    /// <summary>Writes the plan, one line a step, with what follows when a step fails.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The table, each line ended by <c>\n</c>.</returns>
    public static string Write(ReleasePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{plan.Target} of release {plan.ReleaseId}: {plan.Summary}\n");
        if (plan.Steps.IsEmpty)
        {
            text.Append("   nothing to do\n");
        }

        Append(text, plan);
        if (plan.CleanUp is { } cleanUp)
        {
            text.Append("   if a step fails before the switch:\n");
            Append(text, cleanUp);
        }

        if (plan.WayBack is { } wayBack)
        {
            text.Append("   if the switch cannot be proven:\n");
            Append(text, wayBack);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ReleasePlan plan)
    {
        for (var index = 0; index < plan.Steps.Length; index++)
        {
            var step = plan.Steps[index];
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {index + 1,2}. {step.Phase,-7} {step.Title} (at most {step.Timeout.TotalSeconds:0} s)\n");
        }
    }
}
