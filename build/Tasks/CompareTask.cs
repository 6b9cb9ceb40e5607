using System.Globalization;
using System.Text.Json;
using BlueGreen.Frosting;
using Build.Comparing;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>
/// Counts the requests that the article's order of writes loses, and those that ours does, on equal apps.
/// </summary>
[TaskName("Compare")]
[TaskDescription("Release under load as the article does, and as we do; count lost requests (--runs=3).")]
public sealed class CompareTask : AsyncFrostingTask<BlueGreenContext>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <inheritdoc/>
    public override async Task RunAsync(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var repository = context.Environment.WorkingDirectory.FullPath;
        var folder = Directory.CreateTempSubdirectory("bluegreen-compare-");
        var counts = new List<StepCount>();
        try
        {
            var comparison = new Comparison(repository, folder.FullName);
            for (var run = 1; run <= Runs(context); run++)
            {
                counts.AddRange(await comparison.RunAsync(run, context.Say, context.Stopping));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Write(Path.Combine(repository, "artifacts", "bench"), counts);
        context.Say(ComparisonTable.Of(counts));
        if (ComparisonTable.Complaint(counts) is { } complaint)
        {
            throw new CakeException(complaint);
        }
    }

    private static int Runs(BlueGreenContext context) =>
        context.Arguments.GetArgument("runs") is not { } said ? 3
            : int.TryParse(said, CultureInfo.InvariantCulture, out var runs) && runs is > 0 and <= 100 ? runs
            : throw new CakeException($"--runs={said} is not a whole number from 1 to 100.");

    private static void Write(string folder, List<StepCount> counts)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "compare.json"), JsonSerializer.Serialize(counts, Indented));
    }
}
