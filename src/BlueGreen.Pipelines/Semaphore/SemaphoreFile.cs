using BlueGreen.Options;
using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>A pipeline file of Semaphore's that could be read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Root">What it holds; nothing is known of its shape.</param>
internal sealed record SemaphoreFile(string Name, YamlMapping Root)
{
    /// <summary>Gets its blocks.</summary>
    public IEnumerable<YamlNode> Blocks => Root.Get("blocks").Items();

    /// <summary>Gets its promotions.</summary>
    public IEnumerable<YamlNode> Promotions => Root.Get("promotions").Items();

    /// <summary>Gets a value indicating whether its blocks change the cluster.</summary>
    public bool TouchesCluster => FirstClusterCommand(Root.Get("blocks"), Root.Get("global_job_config")) is not null;

    /// <summary>Finds the first command that changes the cluster.</summary>
    /// <param name="parts">Where to look.</param>
    /// <returns>Its place, or null.</returns>
    public static SourcePosition? FirstClusterCommand(params IEnumerable<YamlNode?> parts) => parts
        .SelectMany(part => part.All())
        .OfType<YamlScalar>()
        .FirstOrDefault(scalar => ReleaseCommand.TouchesCluster(scalar.Value))?.At;

    /// <summary>Lists all conditions.</summary>
    /// <returns>Each with whether it decides a promotion.</returns>
    public IEnumerable<(YamlScalar When, bool IsPromotion)> Conditions()
    {
        var ofPromotions = Promotions
            .Select(promotion => promotion.Get("auto_promote").Get("when"))
            .OfType<YamlScalar>()
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return Root.All()
            .Select(node => node.Get("when"))
            .OfType<YamlScalar>()
            .Where(when => CoreScalar.KindOf(when) is ScalarKind.Text)
            .Select(when => (when, ofPromotions.Contains(when)));
    }
}
