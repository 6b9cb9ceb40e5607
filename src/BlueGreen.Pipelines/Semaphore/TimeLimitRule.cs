using System.Globalization;
using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>No block or job may take longer than what it is part of; Semaphore refuses it when it starts.</summary>
/// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml#execution_time_limit"/>
internal sealed class TimeLimitRule : ISemaphoreRule
{
    private const int DefaultMinutes = 60;

    // What a job has that says nothing else: no part may have more, unless a job in it says as much.
    private const int DefaultMinutesOfJob = 24 * 60;

    /// <inheritdoc/>
    public void Check(SemaphoreFile file, Findings findings)
    {
        var ofPipeline = Minutes(file.Root) ?? DefaultMinutes;
        CheckDay(file.Root, file.Blocks, findings);
        foreach (var block in file.Blocks)
        {
            var ofBlock = Minutes(block);
            Check(block, ofBlock, ofPipeline, findings);
            CheckDay(block, [block], findings);
            foreach (var job in block.Get("task").Get("jobs").Items())
            {
                Check(job, Minutes(job), Math.Min(ofBlock ?? ofPipeline, ofPipeline), findings);
            }
        }
    }

    private static void Check(YamlNode part, int? minutes, int around, Findings findings)
    {
        if (minutes > around)
        {
            findings.Refuse(
                part.Get("execution_time_limit")!.At,
                PipelineRules.TimeLimit,
                $"This limit of {minutes} minutes is longer than the {around} minutes around it.",
                $"Shorten it, or give the pipeline a longer one: without its own it has {DefaultMinutes} minutes.");
        }
    }

    private static void CheckDay(YamlNode part, IEnumerable<YamlNode> blocks, Findings findings)
    {
        if (Minutes(part) > DefaultMinutesOfJob
            && !blocks.SelectMany(block => block.Get("task").Get("jobs").Items())
                .Any(job => Minutes(job) >= DefaultMinutesOfJob))
        {
            findings.Refuse(
                part.Get("execution_time_limit")!.At,
                PipelineRules.TimeLimit,
                "This limit is longer than the 24 hours that each job has without its own.",
                "Write at most 24 hours.");
        }
    }

    private static int? Minutes(YamlNode part) =>
        Number(part.Get("execution_time_limit").Text("minutes"))
        ?? (Number(part.Get("execution_time_limit").Text("hours")) is { } hours ? hours * 60 : null);

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 100_000
            ? number
            : null;
}
