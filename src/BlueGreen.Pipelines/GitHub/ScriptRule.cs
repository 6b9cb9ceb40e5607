using System.Text.RegularExpressions;
using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>Signals reach the program that releases; and names that others give are no part of a script.</summary>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation"/>
/// <seealso href="https://docs.github.com/en/actions/reference/security/secure-use"/>
internal sealed partial class ScriptRule : IGitHubRule
{
    private const int MaxLength = 100_000;
    private static readonly string[] WithExec = ["bash", "sh"];

    /// <inheritdoc/>
    public void Check(GitHubFile file, Findings findings)
    {
        foreach (var job in file.TouchingJobs)
        {
            foreach (var (step, script) in job.Scripts)
            {
                CheckExec(job, step, script, findings);
                CheckInjection(script, findings);
            }
        }
    }

    private static void CheckExec(GitHubJob job, YamlNode step, YamlScalar script, Findings findings)
    {
        var commands = ReleaseCommand.Find(script.Value).Where(ReleaseCommand.IsTarget);
        if (HasExec(job, step) && commands.FirstOrDefault(each => !each.HasExec || each.IsPiped) is { } command)
        {
            findings.Warn(
                script.At,
                PipelineRules.Exec,
                $"The shell stays between GitHub and '{command.Words[0]}'.",
                "When the run is cancelled the shell gets the signal, not the release: it is killed in the middle.",
                "Make 'exec ./build.sh --target=…' the last command of the step, in no pipe.");
        }
    }

    private static void CheckInjection(YamlScalar script, Findings findings)
    {
        if (script.Value.Length < MaxLength && Foreign().Match(script.Value) is { Success: true } foreign)
        {
            var what = foreign.Groups["what"].Value;
            findings.Warn(
                script.At,
                PipelineRules.Injection,
                $"The script holds '{what}', which others write.",
                "It is put in before the shell reads the script: a tag such as v1-$(command)-blue runs the command.",
                $"Write 'env: {{VALUE: ${{{{ {what} }}}}}}' at the step, and \"$VALUE\" in the script.");
        }
    }

    /// <summary>PowerShell and Windows' own shell know no exec.</summary>
    private static bool HasExec(GitHubJob job, YamlNode step)
    {
        var shell = step.Text("shell")
            ?? job.Node.Get("defaults").Get("run").Text("shell")
            ?? job.File.Root.Get("defaults").Get("run").Text("shell");
        return shell is null
            ? !job.Node.Get("runs-on").All().OfType<YamlScalar>()
                .Any(runner => runner.Value.Contains("windows", StringComparison.OrdinalIgnoreCase))
            : WithExec.Contains(shell.Split(' ')[0], StringComparer.Ordinal);
    }

    [GeneratedRegex(
        @"\$\{\{((?!\}\}).)*?\b(?<what>(github\.(event|ref|ref_name|head_ref|base_ref)|inputs)(\.[\w.-]+)?)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Foreign();
}
