using System.Collections.Immutable;

namespace BlueGreen.Options;

/// <summary>How pipeline files are written.</summary>
public sealed record PipelineOptions
{
    /// <summary>Gets whose files are written.</summary>
    /// <value>The default value is <see langword="null"/>: those that have files already, else all.</value>
    public PipelineChoice? Systems { get; init; }

    /// <summary>Gets how Semaphore's files are cut.</summary>
    public PipelineStyle Style { get; init; }

    /// <summary>Gets the commands that test the app in the pipeline.</summary>
    /// <value>The default value is empty: the pipeline files are checked.</value>
    public ImmutableArray<string> Test { get; init; } = [];
}

/// <summary>CI systems whose files can be written.</summary>
public enum PipelineChoice
{
    /// <summary>Semaphore.</summary>
    Semaphore,

    /// <summary>GitHub Actions.</summary>
    GitHub,

    /// <summary>Both.</summary>
    All,
}

/// <summary>How Semaphore's files are cut.</summary>
public enum PipelineStyle
{
    /// <summary>A file for each target, the color being a parameter of the promotion.</summary>
    Promotions,

    /// <summary>A file for each target and color, as the article on blue-green deployments has them.</summary>
    Article,

    /// <summary>For the Community Edition, which has no promotions: one pipeline, and files for its tasks.</summary>
    Single,
}
