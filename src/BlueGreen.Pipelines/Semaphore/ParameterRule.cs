using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>A promotion that starts by itself has values for its parameters.</summary>
/// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml#promotions"/>
internal sealed class ParameterRule : ISemaphoreRule
{
    /// <inheritdoc/>
    public void Check(SemaphoreFile file, Findings findings)
    {
        foreach (var parameter in file.Promotions
            .Where(promotion => promotion.Get("auto_promote") is not null)
            .SelectMany(promotion => promotion.Get("parameters").Get("env_vars").Items())
            .Where(parameter => parameter is YamlMapping && !HasValue(parameter)))
        {
            findings.Warn(
                parameter.At,
                PipelineRules.ParameterEmpty,
                $"The parameter '{parameter.Text("name")}' is empty when the promotion starts by itself.",
                "Then nobody chooses a value, and 'default_value' counts only where 'required: true' stands.",
                "Write 'required: true' and a 'default_value'.");
        }
    }

    private static bool HasValue(YamlNode parameter) =>
        parameter.Text("required") is "true" or "True" or "TRUE" && parameter.Text("default_value") is { Length: > 0 };
}
