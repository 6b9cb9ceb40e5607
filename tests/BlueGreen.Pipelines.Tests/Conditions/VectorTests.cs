using BlueGreen.Pipelines.Conditions;
using BlueGreen.Pipelines.Tests.Support;
using Xunit;

namespace BlueGreen.Pipelines.Tests.Conditions;

/// <summary>Semaphore's own grammar decided these; each line is tag, branch, result, condition, outcome.</summary>
public sealed class VectorTests
{
    private const string Vectors = "data/semaphore/when-conditions.vectors.tsv";

    [SharedFact(Vectors)]
    public void Decide_EveryVector_AgreesWithSemaphore()
    {
        var lines = File.ReadAllLines(Shared.PathOf(Vectors)!).Skip(1).Select(line => line.Split('\t')).ToList();
        Assert.Equal(43, lines.Count);
        Assert.All(lines, columns => Assert.Equal(
            $"{columns[3]}: {columns[4]}",
            $"{columns[3]}: {Outcome(columns[3], new ConditionFacts(columns[0], columns[1], columns[2]))}"));
    }

    private static string Outcome(string text, ConditionFacts facts)
    {
        try
        {
            return ConditionDecision.Of(Condition.Parse(text), facts) switch
            {
                true => "true",
                false => "false",
                null => "needs_function_runtime",
            };
        }
        catch (ConditionException wrong)
        {
            return wrong.Fault switch
            {
                ConditionFault.Lexical => "lexical_error",
                ConditionFault.Syntax => "syntax_error",
                _ => "regex_error",
            };
        }
    }
}
