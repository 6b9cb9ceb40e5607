using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Conditions;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>Every condition can be read, and asks for the result only where there is one: in promotions.</summary>
/// <seealso href="https://docs.semaphoreci.com/reference/conditions-dsl"/>
internal sealed class ConditionRule : ISemaphoreRule
{
    private const string Rule = PipelineRules.When;

    /// <inheritdoc/>
    public void Check(SemaphoreFile file, Findings findings)
    {
        foreach (var (when, isPromotion) in file.Conditions())
        {
            try
            {
                CheckOne(when, Condition.Parse(when.Value), isPromotion, findings);
            }
            catch (ConditionException) when (PipelineParameter.IsIn(when.Value))
            {
                // It is put in before the condition is read: only the CI system knows what is read then.
            }
            catch (ConditionException wrong)
            {
                var place = wrong.Position > 0 ? $", at its character {wrong.Position}" : string.Empty;
                findings.Refuse(
                    when.At,
                    Rule,
                    $"The condition \"{when.Value}\" cannot be read{place}: {wrong.Message}.",
                    "Write it like \"result = 'passed' and tag =~ '^v.*-blue$'\".");
            }
        }
    }

    private static void CheckOne(YamlScalar when, Condition condition, bool isPromotion, Findings findings)
    {
        if (!isPromotion && condition.Parts().OfType<KnownValue>().FirstOrDefault(IsResult) is { } result)
        {
            findings.Refuse(
                when.At,
                Rule,
                $"The condition asks for '{result.Keyword}', which is known only once a pipeline has ended.",
                "Ask for it in 'promotions' only.");
        }

        if (condition.Parts().OfType<Combination>().Any(IsMixed))
        {
            findings.Warn(
                when.At,
                PipelineRules.WhenOrder,
                $"The condition \"{when.Value}\" mixes 'and' with 'or' without brackets.",
                "They are of one strength and read from left to right: \"a or b and c\" means \"(a or b) and c\".",
                "Put brackets around what belongs together.");
        }

        // Decided once, so that a pattern that is none is found here: Semaphore finds it when it is too late.
        _ = ConditionDecision.Of(condition, new ConditionFacts("v1", "main", "passed", "test", "1"));
    }

    private static bool IsResult(KnownValue value) => value.Keyword is "result" or "result_reason";

    /// <summary>An 'and' after an 'or': the only order in which brackets are left out to be read otherwise.</summary>
    private static bool IsMixed(Combination both) =>
        both is { NeedsBoth: true, Left: Combination { NeedsBoth: false } };
}
