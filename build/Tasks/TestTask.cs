using BlueGreen.Frosting;
using Cake.Common.IO;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Build;
using Cake.Common.Tools.DotNet.Test;
using Cake.Core.IO;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>
/// Builds everything with warnings as errors, and runs every test. Results: <c>artifacts/tests/*.trx</c>.
/// </summary>
[TaskName("Test")]
[TaskDescription("Build this repository and run all its tests.")]
public sealed class TestTask : FrostingTask<BlueGreenContext>
{
    /// <inheritdoc/>
    public override void Run(BlueGreenContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var results = Repository.Artifacts(context).Combine("tests");
        context.CleanDirectory(results);
        context.DotNetBuild(Repository.Solution, new DotNetBuildSettings { Configuration = "Release", NoLogo = true });
        var program = Precompiled.Make(context);
        var failed = Repository.TestProjects(context)
            .Where(project => !Passes(context, project, results, program))
            .ToList();
        if (failed.Count > 0)
        {
            var names = failed.Select(project => project.GetFilenameWithoutExtension());
            throw new Cake.Core.CakeException($"Tests failed in: {string.Join(", ", names)}");
        }
    }

    /// <summary>One project after the other: the slower ones measure real time, and two cores are soon busy.</summary>
    private static bool Passes(BlueGreenContext context, FilePath project, DirectoryPath results, FilePath? program)
    {
        var exitCodes = new List<int>();
        var settings = new DotNetTestSettings
        {
            Configuration = "Release",
            NoBuild = true,
            NoLogo = true,
            ResultsDirectory = results,
            Loggers = [$"trx;LogFileName={project.GetFilenameWithoutExtension()}.trx", "console;verbosity=minimal"],
            HandleExitCode = code =>
            {
                exitCodes.Add(code);
                return true;
            },
        };
        if (program is not null)
        {
            settings.EnvironmentVariables[Precompiled.Variable] = program.FullPath;
        }

        context.DotNetTest(project.FullPath, settings);
        return exitCodes.TrueForAll(code => code == 0);
    }
}
