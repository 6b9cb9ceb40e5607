using System.Globalization;

namespace BlueGreen.Frosting.Output.Voices;

/// <summary>GitLab: sections of the job log. It has no line for errors.</summary>
/// <seealso href="https://docs.gitlab.com/ci/jobs/job_logs/#create-custom-collapsible-sections"/>
internal sealed class GitLabVoice : CiVoice
{
    private const string Clear = "\e[0K";

    /// <inheritdoc/>
    public override bool HasGroups => true;

    /// <inheritdoc/>
    public override bool DrawsMermaid => true;

    /// <inheritdoc/>
    public override string Begin(CiGroup group) =>
        $"{Clear}section_start:{Name(group)}[collapsed=true]\r{Clear}{group.Title.ReplaceLineEndings(" ")}";

    /// <inheritdoc/>
    public override string End(CiGroup group) => $"{Clear}section_end:{Name(group)}\r{Clear}";

    private static string Name(CiGroup group) =>
        string.Create(CultureInfo.InvariantCulture, $"{group.At.ToUnixTimeSeconds()}:bluegreen_{group.Name}");
}
