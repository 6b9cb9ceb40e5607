using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>No key of a mapping is there twice, small and capital letters being the same to GitHub.</summary>
/// <seealso href="https://github.com/actions/languageservices/blob/main/workflow-parser/src/templates"/>
internal sealed class KeysRule : IGitHubRule
{
    /// <inheritdoc/>
    public void Check(GitHubFile file, Findings findings)
    {
        foreach (var mapping in file.Root.All().OfType<YamlMapping>())
        {
            var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var key in mapping.Entries.Select(entry => entry.Key).Where(key => !known.Add(key.Value)))
            {
                findings.Refuse(
                    key.At,
                    PipelineRules.Yaml,
                    $"The key '{key.Value}' is there already, with other small or capital letters.",
                    "Keep one of them: GitHub does not tell them apart.");
            }
        }
    }
}
