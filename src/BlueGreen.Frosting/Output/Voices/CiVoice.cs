using BlueGreen.Ci;

namespace BlueGreen.Frosting.Output.Voices;

/// <summary>
/// How one CI system is told what to show beside the plain log: lines that it obeys, made of texts that it must not
/// obey. Pure; whoever writes the lines has masked and plain texts to give.
/// </summary>
/// <remarks>
/// This base tells nothing: Semaphore, Jenkins and CircleCI have no such lines, and a person's terminal needs none. No
/// voice has a line that registers a secret: see <c>docs/decisions/0002-ci-systems.md</c>.
/// </remarks>
internal class CiVoice
{
    /// <summary>Gets a value indicating whether steps are shown as groups that can be folded.</summary>
    public virtual bool HasGroups => false;

    /// <summary>Gets a value indicating whether Mermaid is drawn where its users read a report in Markdown.</summary>
    public virtual bool DrawsMermaid => false;

    /// <summary>Finds the voice of a system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>Its voice.</returns>
    public static CiVoice Of(CiSystem system) => system switch
    {
        CiSystem.GitHubActions => new GitHubVoice(),
        CiSystem.AzurePipelines => new AzureVoice(),
        CiSystem.GitLab => new GitLabVoice(),
        CiSystem.Buildkite => new BuildkiteVoice(),
        CiSystem.TeamCity => new TeamCityVoice(),
        CiSystem.Semaphore => new SemaphoreVoice(),
        CiSystem.Local or CiSystem.Jenkins or CiSystem.CircleCi => new CiVoice(),
        _ => throw new ArgumentOutOfRangeException(nameof(system), system, "No voice for this system."),
    };

    /// <summary>Begins a group.</summary>
    /// <param name="group">The group.</param>
    /// <returns>A line, or null.</returns>
    public virtual string? Begin(CiGroup group) => null;

    /// <summary>Ends a group.</summary>
    /// <param name="group">The group as it began, with the time at which it ends.</param>
    /// <returns>A line, or null.</returns>
    public virtual string? End(CiGroup group) => null;

    /// <summary>Begins what is not folded, where a group goes on until something else begins.</summary>
    /// <param name="title">The title, one line.</param>
    /// <returns>A line, or null.</returns>
    public virtual string? Conclusion(string title) => null;

    /// <summary>Shows a failure where it is seen without reading the log.</summary>
    /// <param name="title">What failed, in a few words.</param>
    /// <param name="text">What, why and what next, one a line.</param>
    /// <returns>A line, or null.</returns>
    public virtual string? Failure(string title, string text) => null;

    /// <summary>Shows a warning likewise.</summary>
    /// <param name="text">The warning.</param>
    /// <returns>A line, or null.</returns>
    public virtual string? Warning(string text) => null;

    /// <summary>Hands the report in Markdown to the page of the run.</summary>
    /// <param name="path">The file's full path.</param>
    /// <returns>A line, or null.</returns>
    public virtual string? Summary(string path) => null;
}
