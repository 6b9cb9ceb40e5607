using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Conditions;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>Decides a condition for a pipeline of a tag that has passed.</summary>
internal static class TagCondition
{
    /// <summary>Decides it.</summary>
    /// <param name="when">The condition.</param>
    /// <param name="tag">The tag.</param>
    /// <returns>
    /// Whether it holds; null where that is not known: a function or a parameter is asked, or it is no condition.
    /// </returns>
    public static bool? Holds(YamlScalar when, string tag)
    {
        if (CoreScalar.KindOf(when) is ScalarKind.Flag)
        {
            return when.Value[0] is 't' or 'T';
        }

        if (PipelineParameter.IsIn(when.Value))
        {
            return null;
        }

        try
        {
            return ConditionDecision.Of(Condition.Parse(when.Value), new ConditionFacts(tag, Result: "passed"));
        }
        catch (ConditionException)
        {
            // It has a finding of its own.
            return null;
        }
    }

    /// <summary>Tells whether a condition asks for the tag.</summary>
    /// <param name="when">The condition.</param>
    /// <returns>Whether it does.</returns>
    public static bool AsksForTag(YamlScalar when)
    {
        try
        {
            return CoreScalar.KindOf(when) is ScalarKind.Text
                && Condition.Parse(when.Value).Parts().OfType<KnownValue>().Any(known => known.Keyword is "tag");
        }
        catch (ConditionException)
        {
            return false;
        }
    }
}
