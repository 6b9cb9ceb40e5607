namespace BlueGreen.Frosting.Output.Voices;

/// <summary>Buildkite: a group goes on until the next begins. Its agent makes annotations, not its log.</summary>
/// <seealso href="https://buildkite.com/docs/pipelines/configure/managing-log-output"/>
internal sealed class BuildkiteVoice : CiVoice
{
    /// <inheritdoc/>
    public override bool HasGroups => true;

    /// <inheritdoc/>
    public override string Begin(CiGroup group) => $"--- {group.Title.ReplaceLineEndings(" ")}";

    /// <inheritdoc/>
    public override string Conclusion(string title) => $"+++ {title.ReplaceLineEndings(" ")}";

    /// <inheritdoc/>
    public override string Failure(string title, string text) => $"+++ {title.ReplaceLineEndings(" ")}";
}
