using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Conditions;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>
/// No parameter stands where Semaphore leaves it as it is: its compiler fills in names, agents, matrices and
/// parallelism, and neither the variables of a job nor its commands.
/// </summary>
/// <seealso href="https://github.com/semaphoreci/spc/blob/main/pkg/pipelines/template_evaluator.go"/>
internal sealed class ParameterPlaceRule : ISemaphoreRule
{
    /// <inheritdoc/>
    public void Check(SemaphoreFile file, Findings findings)
    {
        foreach (var text in file.Root.All().SelectMany(Places).OfType<YamlScalar>())
        {
            foreach (var name in PipelineParameter.NamesIn(text.Value).Take(1))
            {
                findings.Warn(
                    text.At,
                    PipelineRules.ParameterPlace,
                    $"Semaphore does not fill in the parameter '{name}' here.",
                    "It does so in names, agents, matrices and 'parallelism' only: the job gets the expression itself.",
                    $"Each job has the parameter as a variable: use ${name}, and name the parameter as the variable.");
            }
        }
    }

    private static IEnumerable<YamlNode?> Places(YamlNode node) =>
        node.Get("env_vars").Items().Select(variable => variable.Get("value")).Concat(node.Get("commands").Items());
}
