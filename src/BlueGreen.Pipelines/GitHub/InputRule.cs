using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>Inputs of manual runs: a choice has choices, and a default is of the input's type.</summary>
/// <seealso
/// href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatch"/>
internal sealed class InputRule : IGitHubRule
{
    /// <inheritdoc/>
    public void Check(GitHubFile file, Findings findings)
    {
        if (file.Root.Get("on").Get("workflow_dispatch").Get("inputs") is not YamlMapping inputs)
        {
            return;
        }

        foreach (var (name, input) in inputs.Entries.Select(entry => (entry.Key.Value, entry.Value)))
        {
            if (input.Text("type") is "choice" && input.Get("options") is null)
            {
                findings.Refuse(
                    input.At, PipelineRules.Schema, $"The choice '{name}' has no choices.", "Add 'options'.");
            }

            if (input.Get("default") is YamlScalar value && !Fits(input.Text("type"), CoreScalar.KindOf(value)))
            {
                findings.Refuse(
                    value.At,
                    PipelineRules.Schema,
                    $"The default of '{name}' is '{value.Value}', which is no {input.Text("type")}.",
                    "Write one, with quotes where it is a text.");
            }
        }
    }

    private static bool Fits(string? type, ScalarKind kind) => type switch
    {
        "string" or "environment" => kind is ScalarKind.Text,
        "boolean" => kind is ScalarKind.Flag,
        "number" => kind is ScalarKind.Whole or ScalarKind.Fraction,
        _ => true,
    };
}
