using BlueGreen.Frosting;
using Cake.Common.IO;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>
/// Builds everything with warnings as errors, and runs every test, quick ones first. Results:
/// <c>artifacts/tests/*.trx</c>, one file a stage. With <c>--only</c>, for who waits, the analyzers are left out.
/// </summary>
[TaskName("Test")]
[TaskDescription("Build this repository and run all its tests (--only=unit, loopback or e2e).")]
public sealed class TestTask : FrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override void Run(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var only = context.Arguments.GetArgument("only");
        var stages = TestStage.Wanted(only);
        context.CleanDirectory(TestStage.Results(context));
        var withAnalyzers = only is null;
        Repository.Build(context, withAnalyzers);
        var failed = new List<string>();
        foreach (var stage in stages)
        {
            if (!stage.Passes(context, withAnalyzers))
            {
                failed.Add(stage.Name);
            }

            // With a unit broken, the slower tests only tell late what is known already.
            if (failed.Contains(TestStage.Unit.Name, StringComparer.Ordinal))
            {
                break;
            }
        }

        if (failed.Count > 0)
        {
            throw new CakeException($"Tests failed in: {string.Join(", ", failed)}");
        }
    }
}
