namespace BlueGreen.Frosting.Output.Voices;

/// <summary>GitHub Actions: workflow commands.</summary>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands"/>
internal sealed class GitHubVoice : CiVoice
{
    /// <inheritdoc/>
    public override bool HasGroups => true;

    /// <inheritdoc/>
    public override bool DrawsMermaid => true;

    /// <inheritdoc/>
    public override string Begin(CiGroup group) => $"::group::{Data(group.Title)}";

    /// <inheritdoc/>
    public override string End(CiGroup group) => "::endgroup::";

    /// <inheritdoc/>
    public override string Failure(string title, string text) => $"::error title={Property(title)}::{Data(text)}";

    /// <inheritdoc/>
    public override string Warning(string text) => $"::warning title=blue-green::{Data(text)}";

    /// <summary>Escapes what would end the text of a command.</summary>
    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>Escapes what would end a property.</summary>
    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
