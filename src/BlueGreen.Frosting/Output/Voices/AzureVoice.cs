namespace BlueGreen.Frosting.Output.Voices;

/// <summary>Azure Pipelines: formatting and logging commands.</summary>
/// <seealso href="https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands"/>
/// <seealso href="https://github.com/microsoft/azure-pipelines-task-lib/blob/master/node/taskcommand.ts"/>
internal sealed class AzureVoice : CiVoice
{
    /// <inheritdoc/>
    public override bool HasGroups => true;

    /// <inheritdoc/>
    public override string Begin(CiGroup group) => $"##[group]{group.Title.ReplaceLineEndings(" ")}";

    /// <inheritdoc/>
    public override string End(CiGroup group) => "##[endgroup]";

    /// <inheritdoc/>
    public override string Failure(string title, string text) =>
        $"##vso[task.logissue type=error;]{Data($"{title}: {text}")}";

    /// <inheritdoc/>
    public override string Warning(string text) => $"##vso[task.logissue type=warning;]{Data(text)}";

    /// <inheritdoc/>
    public override string Summary(string path) => $"##vso[task.uploadsummary]{Data(path)}";

    /// <summary>Escapes the text of a command. Properties, which escape more, hold constants only.</summary>
    private static string Data(string text) => text
        .Replace("%", "%AZP25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);
}
