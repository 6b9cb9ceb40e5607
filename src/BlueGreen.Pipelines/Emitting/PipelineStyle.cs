namespace BlueGreen.Pipelines.Emitting;

/// <summary>How Semaphore's files are cut.</summary>
public enum PipelineStyle
{
    /// <summary>One file for each target, the color being a parameter of the promotion.</summary>
    Promotions,

    /// <summary>A file for each target and color, as the article on blue-green deployments has them.</summary>
    Article,

    /// <summary>For the Community Edition, which has no promotions: one pipeline, and files for its tasks.</summary>
    Single,
}
