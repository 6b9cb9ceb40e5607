using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>The pipelines of one repository, as they lead to each other.</summary>
/// <param name="Pipelines">The pipelines.</param>
/// <param name="Files">All files that are known, pipelines or not.</param>
internal sealed record SemaphoreFiles(IReadOnlyList<SemaphoreFile> Pipelines, PipelineFiles Files)
{
    /// <summary>Lists the promotions of all pipelines that name a file.</summary>
    /// <returns>Each with the pipeline it is in, the place of the path and the pipeline it leads to, or null.</returns>
    public IEnumerable<SemaphorePromotion> Promotions() =>
        from file in Pipelines
        from promotion in file.Promotions
        let path = promotion.Get("pipeline_file") as YamlScalar
        where path is { Value.Length: > 0 }
        let name = file.Resolve(path.Value)
        let target = Pipelines.FirstOrDefault(each =>
            string.Equals(PipelineFiles.Normal(each.Name), name, StringComparison.Ordinal))
        select new SemaphorePromotion(file, promotion, path, target);
}

/// <summary>A promotion.</summary>
/// <param name="From">The pipeline it is in.</param>
/// <param name="Node">The promotion.</param>
/// <param name="Path">The path of the pipeline that it starts.</param>
/// <param name="Target">That pipeline, or null where it is not known.</param>
internal sealed record SemaphorePromotion(SemaphoreFile From, YamlNode Node, YamlScalar Path, SemaphoreFile? Target)
{
    /// <summary>Gets its parameters.</summary>
    public IEnumerable<YamlNode> Parameters => Node.Get("parameters").Get("env_vars").Items();
}
