using System.Collections.Immutable;
using BlueGreen.Options;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Emitting.GitHubFiles;
using BlueGreen.Pipelines.Emitting.SemaphoreFiles;
using BlueGreen.Pipelines.Emitting.Yaml;

namespace BlueGreen.Pipelines.Emitting;

/// <summary>Writes pipeline files: the same plan always gives the same bytes. Touches no disk.</summary>
public static class PipelineEmitter
{
    /// <summary>Writes the files of one CI system.</summary>
    /// <param name="plan">What they are for.</param>
    /// <param name="system">The CI system.</param>
    /// <returns>The files, each with its mark.</returns>
    public static ImmutableArray<EmittedFile> Emit(PipelinePlan plan, PipelineSystem system)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return system is PipelineSystem.Semaphore
            ? [.. Semaphore(plan).Select(file => Mark($".semaphore/{file.Name}", SemaphoreYaml.Of(file)))]
            : [.. GitHub(plan).Select(file => Mark($".github/workflows/{file.Name}", GitHubYaml.Of(file)))];
    }

    /// <summary>Lists the files of one CI system, whatever the style.</summary>
    /// <param name="plan">What they are for.</param>
    /// <param name="system">The CI system.</param>
    /// <returns>Their paths.</returns>
    public static IEnumerable<string> PathsOfAllStyles(PipelinePlan plan, PipelineSystem system)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Enum.GetValues<PipelineStyle>()
            .SelectMany(style => Emit(plan with { Style = style }, system))
            .Select(file => file.Path)
            .Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<SemaphorePipeline> Semaphore(PipelinePlan plan) => plan.Style switch
    {
        PipelineStyle.Article => ArticleStyle.Files(plan),
        PipelineStyle.SinglePipeline => SingleStyle.Files(plan),
        _ => PromotionsStyle.Files(plan),
    };

    private static IEnumerable<GitHubWorkflow> GitHub(PipelinePlan plan) =>
        [ReleaseWorkflow.Of(plan), ManualWorkflow.Rollback(plan), ManualWorkflow.Decommission(plan)];

    private static EmittedFile Mark(string path, MapPart document) =>
        new(path, PipelineMark.Add(YamlPartWriter.Write(document)));
}
