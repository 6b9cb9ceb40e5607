using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>A concurrency group as it is written.</summary>
/// <param name="Node">The whole.</param>
/// <param name="Name">The group's name, or null.</param>
/// <param name="Queue">What becomes of runs that wait, or null for the default.</param>
/// <param name="Cancel">Whether a run that is at work is cancelled, or null for the default.</param>
/// <seealso href="https://docs.github.com/en/actions/concepts/workflows-and-actions/concurrency"/>
internal sealed record ConcurrencyGroup(YamlNode Node, YamlScalar? Name, YamlScalar? Queue, YamlScalar? Cancel)
{
    /// <summary>Reads one.</summary>
    /// <param name="node">The value of <c>concurrency</c>.</param>
    /// <returns>The group, or null where there is none.</returns>
    public static ConcurrencyGroup? Of(YamlNode? node) => node switch
    {
        null => null,
        YamlScalar name => new ConcurrencyGroup(name, name, null, null),
        _ => new ConcurrencyGroup(
            node,
            node.Get("group") as YamlScalar,
            node.Get("queue") as YamlScalar,
            node.Get("cancel-in-progress") as YamlScalar),
    };
}
