using System.Collections.Immutable;

namespace BlueGreen.Pipelines.Tags;

/// <summary>What starts a pipeline on the release tags of one color.</summary>
/// <param name="SemaphorePattern">The regular expression for <c>tag =~ '…'</c>, without quotes.</param>
/// <param name="GitHubGlobs">The patterns for <c>on.push.tags</c>, in their order.</param>
public sealed record ColorTrigger(string SemaphorePattern, ImmutableArray<string> GitHubGlobs);
