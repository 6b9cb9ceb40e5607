using System.Text.Json;
using BlueGreen.Frosting;
using Build.Benching;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Measures what has a limit, as ratios within one run where another program sets the pace.</summary>
[TaskName("Bench")]
[TaskDescription("Measure apply, start, watch and gateway against their limits (--only=NAME); artifacts/bench/*.json.")]
public sealed class BenchTask : AsyncFrostingTask<BlueGreenContext>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly IBench[] All = [new ApplyBench(), new StartBench(), new WatchBench(), new GatewayBench()];

    /// <inheritdoc/>
    public override async Task RunAsync(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var results = Path.Combine(context.Environment.WorkingDirectory.FullPath, "artifacts", "bench");
        Directory.CreateDirectory(results);
        var figures = new List<Figure>();
        foreach (var bench in Wanted(context.Arguments.GetArgument("only")))
        {
            context.Say($"{bench.Name} …");
            var measured = await MeasureAsync(bench, context);
            await File.WriteAllTextAsync(
                Path.Combine(results, $"{bench.Name}.json"),
                JsonSerializer.Serialize(measured, Indented),
                context.Stopping);
            figures.AddRange(measured);
        }

        context.Say($"\n{FigureTable.Of(figures)}");
        if (figures.Exists(figure => !figure.IsKept))
        {
            context.Outcome.Fail(BlueGreen.Errors.ExitCode.Defect);
            throw new CakeException("A limit is missed, or could not be measured: see the table.");
        }
    }

    private static IReadOnlyList<IBench> Wanted(string? only)
    {
        var wanted = All
            .Where(bench => only is null || string.Equals(bench.Name, only, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return wanted.Count > 0
            ? wanted
            : throw new CakeException($"--only={only} is none of {string.Join(", ", All.Select(bench => bench.Name))}.");
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(IBench bench, BlueGreenContext context)
    {
        var folder = Directory.CreateTempSubdirectory("bluegreen-bench-");
        try
        {
            return await bench.RunAsync(new BenchWorld(folder.FullName, context.Say), context.Stopping);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
