using BlueGreen.Frosting;
using Cake.Common.IO;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Build;
using Cake.Core;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>
/// Builds everything with warnings as errors, and runs every test, quick ones first. Results:
/// <c>artifacts/tests/*.trx</c>, one file a stage.
/// </summary>
[TaskName("Test")]
[TaskDescription("Build this repository and run all its tests (--only=unit, loopback or e2e).")]
public sealed class TestTask : FrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override void Run(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var stages = TestStage.Wanted(context.Arguments.GetArgument("only"));
        context.CleanDirectory(TestStage.Results(context));
        context.DotNetBuild(Repository.Solution, new DotNetBuildSettings { Configuration = "Release", NoLogo = true });
        var failed = new List<string>();
        foreach (var stage in stages)
        {
            if (!stage.Passes(context))
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
