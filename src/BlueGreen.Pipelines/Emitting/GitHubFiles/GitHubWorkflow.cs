using System.Collections.Immutable;

namespace BlueGreen.Pipelines.Emitting.GitHubFiles;

/// <summary>A workflow file of GitHub's: only what we emit.</summary>
/// <param name="Name">The file's name in <c>.github/workflows/</c>.</param>
/// <param name="Title">The workflow's name, as its page shows it.</param>
/// <param name="Jobs">Its jobs.</param>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax"/>
internal sealed record GitHubWorkflow(string Name, string Title, ImmutableArray<GitHubJob> Jobs)
{
    /// <summary>Gets what the file is for, as its first comment; lines without <c>#</c>.</summary>
    public required string About { get; init; }

    /// <summary>Gets the patterns of the tags that start it; empty when only a person starts it.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Gets what a person gives when starting it.</summary>
    public ImmutableArray<GitHubInput> Inputs { get; init; } = [];
}

/// <summary>What a person gives when starting a workflow; a text, and required.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What the form says.</param>
internal sealed record GitHubInput(string Name, string Description);

/// <summary>A job.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Title">What its page shows.</param>
/// <param name="Minutes">The minutes after which GitHub stops it.</param>
/// <param name="Steps">Its steps.</param>
internal sealed record GitHubJob(string Id, string Title, int Minutes, ImmutableArray<GitHubStep> Steps)
{
    /// <summary>Gets the jobs it waits for.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>Gets the concurrency group; null for a job that does not touch the cluster.</summary>
    public string? Group { get; init; }

    /// <summary>Gets the environment whose rules are asked before it begins; null for none.</summary>
    public string? Environment { get; init; }

    /// <summary>Gets a value indicating whether its token may do nothing at all.</summary>
    public bool NeedsNoToken { get; init; }

    /// <summary>Gets what its comment says; lines without <c>#</c>.</summary>
    public string Comment { get; init; } = string.Empty;
}

/// <summary>A step: either an action or a script.</summary>
/// <param name="Name">What its log shows.</param>
internal sealed record GitHubStep(string Name)
{
    /// <summary>Gets the action; null for a script.</summary>
    public string? Uses { get; init; }

    /// <summary>Gets the script; null for an action. No expression stands in it.</summary>
    public string? Run { get; init; }

    /// <summary>Gets the condition under which it runs; null for when all went well.</summary>
    public string? If { get; init; }

    /// <summary>Gets the inputs of the action.</summary>
    public ImmutableArray<(string Name, string Value)> With { get; init; } = [];

    /// <summary>Gets the environment variables; the only place where expressions meet a script.</summary>
    public ImmutableArray<(string Name, string Value)> Variables { get; init; } = [];

    /// <summary>Gets what its comment says; lines without <c>#</c>.</summary>
    public string Comment { get; init; } = string.Empty;
}
