using System.Text.RegularExpressions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace BlueGreen.EndToEnd.Tests.Pipelines;

/// <summary>
/// Puts the values of parameters where Semaphore's compiler puts them: into names of pipelines, queues, secrets, blocks
/// and jobs, and into agents. Anywhere else the expression stays, so the simulation refuses the file.
/// </summary>
/// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml#parameters"/>
internal static partial class SemaphoreParameters
{
    /// <summary>Puts them into a pipeline.</summary>
    /// <param name="root">The pipeline.</param>
    /// <param name="parameters">The parameters; one that is missing is replaced by its name, as Semaphore does.</param>
    public static void Expand(YamlMappingNode root, Dictionary<string, string> parameters)
    {
        var blocks = root.Items("blocks");
        var places = blocks.SelectMany(block => block.Get("task").Items("jobs").Append(block))
            .Concat(blocks.SelectMany(block => block.Get("task").Items("secrets")))
            .Concat(root.Get("global_job_config").Items("secrets"))
            .Append(root)
            .Append(root.Get("queue") as YamlMappingNode ?? []);
        foreach (var name in places.Select(place => place.Get("name")).OfType<YamlScalarNode>())
        {
            name.Value = Expression().Replace(
                name.Value!, match => parameters.GetValueOrDefault(match.Groups["name"].Value, match.Groups["name"].Value));
        }

        Assert.All(
            root.AllNodes.OfType<YamlScalarNode>(),
            scalar => Assert.DoesNotContain("{{", scalar.Value, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\$\{\{\s*parameters[.](?<name>\w+)\s*\}\}", RegexOptions.None, 1000)]
    private static partial Regex Expression();
}
