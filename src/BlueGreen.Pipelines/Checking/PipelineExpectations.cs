using System.Collections.Immutable;
using BlueGreen.Releases;

namespace BlueGreen.Pipelines.Checking;

/// <summary>What pipeline files are held to beyond the rules of their CI system.</summary>
public sealed record PipelineExpectations
{
    /// <summary>Gets the option <c>tag-pattern</c>: which git tags are releases.</summary>
    public string TagPattern { get; init; } = ReleaseTagParser.DefaultPattern;

    /// <summary>Gets git tags of the repository: samples for the question what starts on what.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];
}
