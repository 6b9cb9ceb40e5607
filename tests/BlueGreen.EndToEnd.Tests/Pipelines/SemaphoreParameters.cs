using System.Text.RegularExpressions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace BlueGreen.EndToEnd.Tests.Pipelines;

/// <summary>
/// Puts the values of parameters where Semaphore's compiler puts them: into the names of pipelines, queues, secrets,
/// blocks and jobs. What it leaves where it is, the simulation refuses.
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
            name.Value = Expression().Replace(name.Value!, match => Value(match.Groups["name"].Value));
        }

        Assert.All(
            root.AllNodes.OfType<YamlScalarNode>(),
            scalar => Assert.DoesNotContain("{{", scalar.Value, StringComparison.Ordinal));

        string Value(string name) => parameters.GetValueOrDefault(name, name);
    }

    [GeneratedRegex(@"\$\{\{\s*parameters[.](?<name>\w+)\s*\}\}", RegexOptions.None, 1000)]
    private static partial Regex Expression();
}
