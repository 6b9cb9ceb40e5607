using System.Collections.Immutable;

namespace BlueGreen.Pipelines.Emitting.SemaphoreFiles;

/// <summary>A pipeline file of Semaphore's: only what we emit.</summary>
/// <param name="Name">The file's name in <c>.semaphore/</c>.</param>
/// <param name="Title">The pipeline's name, as its page shows it.</param>
/// <param name="Agent">What its jobs run on.</param>
/// <param name="Blocks">Its blocks.</param>
/// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml"/>
internal sealed record SemaphorePipeline(
    string Name, string Title, SemaphoreAgent Agent, ImmutableArray<SemaphoreBlock> Blocks)
{
    /// <summary>Gets what the file is for, as its first comment; lines without <c>#</c>.</summary>
    public required string About { get; init; }

    /// <summary>Gets the minutes after which Semaphore stops it.</summary>
    public required int Minutes { get; init; }

    /// <summary>Gets the queue; null for the default one, when it does not touch the cluster.</summary>
    public SemaphoreQueue? Queue { get; init; }

    /// <summary>Gets what may follow.</summary>
    public ImmutableArray<SemaphorePromotion> Promotions { get; init; } = [];
}

/// <summary>What jobs run on.</summary>
/// <param name="Type">The type of machine.</param>
/// <param name="OsImage">The machine's image; empty for machines of one's own.</param>
/// <param name="Container">The image of the container that jobs run in; null for the machine itself.</param>
internal sealed record SemaphoreAgent(string Type, string OsImage, string? Container = null);

/// <summary>A queue: its pipelines run one after the other, in the order they were made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="When">The condition under which it is taken; null when it always is.</param>
internal sealed record SemaphoreQueue(string Name, string? When = null);

/// <summary>A block of one job.</summary>
/// <param name="Name">Its name.</param>
/// <param name="After">The blocks it waits for.</param>
/// <param name="Commands">What its job does.</param>
internal sealed record SemaphoreBlock(
    string Name, ImmutableArray<string> After, ImmutableArray<string> Commands)
{
    /// <summary>Gets the condition under which it runs; null for always.</summary>
    public string? RunWhen { get; init; }

    /// <summary>Gets the names of the secrets its job gets.</summary>
    public ImmutableArray<string> Secrets { get; init; } = [];

    /// <summary>Gets the environment variables its job gets.</summary>
    public ImmutableArray<(string Name, string Value)> Variables { get; init; } = [];

    /// <summary>Gets the folders and files that are kept, however the job ends.</summary>
    public ImmutableArray<string> Kept { get; init; } = [];

    /// <summary>Gets what its comment says; lines without <c>#</c>.</summary>
    public string Comment { get; init; } = string.Empty;
}

/// <summary>Starts another pipeline, by itself or when somebody presses it.</summary>
/// <param name="Name">What the button says.</param>
/// <param name="File">The file it starts.</param>
internal sealed record SemaphorePromotion(string Name, string File)
{
    /// <summary>Gets the condition under which it starts by itself; null when only a person starts it.</summary>
    public string? When { get; init; }

    /// <summary>Gets the value of the parameter <c>COLOR_TEST</c>; null when the file takes none.</summary>
    public string? Color { get; init; }

    /// <summary>Gets what its comment says; lines without <c>#</c>.</summary>
    public string Comment { get; init; } = string.Empty;
}
