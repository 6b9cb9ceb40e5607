using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Tests.Support;
using Xunit;

namespace BlueGreen.Pipelines.Tests.Semaphore;

/// <summary>Semaphore's own examples of files that fit its schema, and of files that do not.</summary>
public sealed class SemaphoreSpecTests
{
    private const string Examples = "data/semaphore/spec-tests";

    [SharedFact(Examples)]
    public void Check_EveryExampleOfSemaphores_IsJudgedAsTheyDo()
    {
        var files = Directory.GetFiles(Shared.PathOf(Examples)!, "*.yml");
        Assert.Equal(57, files.Length);
        Assert.All(files, file =>
        {
            var refused = Refused(file).Where(finding => finding.Rule is "yaml" or "schema").ToList();
            var isBad = file.EndsWith(".fail.yml", StringComparison.Ordinal);
            Assert.True(isBad == refused.Count > 0, $"{(isBad ? "bad" : "good")}: {string.Join('\n', refused)}");
        });
    }

    [SharedFact(Examples)]
    public void Check_EveryExampleOfSemaphores_IsJudgedAsTheirSchemaDoes() =>
        Assert.All(Directory.GetFiles(Shared.PathOf(Examples)!, "*.yml"), file =>
        {
            var errors = SchemaOracle.Semaphore(File.ReadAllText(file));
            var isBad = file.EndsWith(".fail.yml", StringComparison.Ordinal);
            Assert.True(isBad == errors.Count > 0, $"{(isBad ? "bad" : "good")}: {string.Join('\n', errors)}");
        });

    /// <summary>The schema takes any text as a condition; the server reads it after that, and so do we.</summary>
    [SharedFact(Examples)]
    public void Check_WhatFitsTheSchema_MayStillHoldAConditionThatIsNone()
    {
        var others = Directory.GetFiles(Shared.PathOf(Examples)!, "*.yml")
            .Where(file => !file.EndsWith(".fail.yml", StringComparison.Ordinal))
            .SelectMany(Refused)
            .Select(finding => $"{finding.At} {finding.Rule}");
        Assert.Equal(".semaphore/v1.0-complete.yml:9:11 when", Assert.Single(others));
    }

    private static IEnumerable<Finding> Refused(string file) => PipelineCheck
        .Check([new PipelineSource($".semaphore/{Path.GetFileName(file)}", File.ReadAllText(file))], new())
        .Where(finding => finding.Gravity is FindingGravity.Refused);
}
