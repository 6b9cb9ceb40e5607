using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>Signals reach the program that releases; and names that others give are no part of a script.</summary>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation"/>
/// <seealso href="https://docs.github.com/en/actions/reference/security/secure-use"/>
internal sealed class ScriptRule : IGitHubRule
{
    private static readonly string[] WithExec = ["bash", "sh"];

    /// <inheritdoc/>
    public void Check(GitHubFile file, Findings findings)
    {
        foreach (var job in file.TouchingJobs)
        {
            foreach (var (step, script) in job.Scripts)
            {
                CheckExec(script, HasExec(job, step), findings);
                CheckInjection(script, [step, job.Node, file.Root], findings);
            }

            foreach (var step in job.Actions.SelectMany(action => action.Steps))
            {
                if (step.Get("run") is YamlScalar script)
                {
                    CheckExec(script, HasExec(step.Text("shell")), findings);
                    CheckInjection(script, [step], findings);
                }
            }
        }
    }

    private static void CheckExec(YamlScalar script, bool hasExec, Findings findings)
    {
        var commands = ReleaseCommand.Find(script.Value).Where(ReleaseCommand.IsTarget);
        if (hasExec && commands.FirstOrDefault(each => !each.HasExec || each.IsPiped) is { } command)
        {
            findings.Warn(
                script.At,
                PipelineRules.Exec,
                $"The shell stays between GitHub and '{command.Words[0]}'.",
                "When the run is cancelled the shell gets the signal, not the release: it is killed in the middle.",
                "Make 'exec ./build.sh --target=…' the last command of the step, in no pipe.");
        }
    }

    private static void CheckInjection(YamlScalar script, YamlNode[] around, Findings findings)
    {
        if ((GitHubExpression.FindForeign(script.Value) ?? FindVariable(script, around)) is { } what)
        {
            findings.Warn(
                script.At,
                PipelineRules.Injection,
                $"The script holds '{what}', which others write.",
                "It is put in before the shell reads the script: a tag such as v1-$(command)-blue runs the command.",
                $"Write 'env: {{VALUE: ${{{{ {what} }}}}}}' at the step, and \"$VALUE\" in the script.");
        }
    }

    /// <summary>A variable is safe in the shell's words, and no safer than its value in GitHub's.</summary>
    private static string? FindVariable(YamlScalar script, YamlNode[] around) => GitHubExpression
        .Variables(script.Value)
        .Where(name => around.Select(node => node.Get("env")).OfType<YamlMapping>()
            .SelectMany(env => env.Entries)
            .Any(entry => entry.Key.Value.Equals(name, StringComparison.OrdinalIgnoreCase)
                && entry.Value is YamlScalar value && GitHubExpression.FindForeign(value.Value) is not null))
        .Select(name => $"env.{name}")
        .FirstOrDefault();

    /// <summary>PowerShell and Windows' own shell know no exec.</summary>
    private static bool HasExec(GitHubJob job, YamlNode step)
    {
        var shell = step.Text("shell")
            ?? job.Node.Get("defaults").Get("run").Text("shell")
            ?? job.File.Root.Get("defaults").Get("run").Text("shell");
        return shell is null
            ? !job.Node.Get("runs-on").All().OfType<YamlScalar>()
                .Any(runner => runner.Value.Contains("windows", StringComparison.OrdinalIgnoreCase))
            : HasExec(shell);
    }

    private static bool HasExec(string? shell) => WithExec.Contains(shell?.Split(' ')[0], StringComparer.Ordinal);
}
