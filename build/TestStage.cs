using BlueGreen.Frosting;
using Cake.Common;
using Cake.Core;
using Cake.Core.IO;

namespace Build;

/// <summary>Tests that are run at once: the assemblies side by side, as one run with one file of results.</summary>
/// <param name="Name">What <c>--only</c> calls it, and the name of its results.</param>
/// <param name="Filter">Which tests of the assemblies; all where it is null.</param>
/// <param name="IsEndToEnd">Whether it is the assembly that runs the whole program, or all others.</param>
internal sealed record TestStage(string Name, string? Filter, bool IsEndToEnd)
{
    /// <summary>Gets the tests that start no program, load nothing and wait for nothing: seconds in all.</summary>
    public static TestStage Unit { get; } = new("unit", "Kind!=Loopback", IsEndToEnd: false);

    // Last and alone, for it takes longest, and keeps both cores of a small machine busy.
    private static readonly TestStage[] All =
        [Unit, new("loopback", "Kind=Loopback", IsEndToEnd: false), new("e2e", Filter: null, IsEndToEnd: true)];

    /// <summary>Finds the stages to run.</summary>
    /// <param name="only">The name of the only one; all where it is null.</param>
    /// <returns>The stages, in their order.</returns>
    public static IReadOnlyList<TestStage> Wanted(string? only)
    {
        var wanted = All
            .Where(stage => only is null || string.Equals(stage.Name, only, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return wanted.Count > 0
            ? wanted
            : throw new CakeException(
                $"--only={only} is none of {string.Join(", ", All.Select(stage => stage.Name))}.");
    }

    /// <summary>Gets the folder of the results.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The folder.</returns>
    public static DirectoryPath Results(BlueGreenContext context) => Repository.Artifacts(context).Combine("tests");

    /// <summary>Runs it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="withAnalyzers">Whether everything was built with the analyzers.</param>
    /// <returns>Whether all its tests passed.</returns>
    public bool Passes(BlueGreenContext context, bool withAnalyzers)
    {
        var arguments = new ProcessArgumentBuilder().Append("test");
        foreach (var assembly in Repository.TestAssemblies(context, IsEndToEnd))
        {
            arguments.AppendQuoted(assembly.FullPath);
        }

        if (Filter is not null)
        {
            arguments.Append("--filter").AppendQuoted(Filter);
        }

        arguments.Append("--logger").AppendQuoted($"trx;LogFileName={Name}.trx")
            .Append("--logger").AppendQuoted("console;verbosity=minimal")
            .Append("--results-directory").AppendQuoted(Results(context).FullPath)
            .Append("-- RunConfiguration.MaxCpuCount=0");
        var settings = new ProcessSettings
        {
            Arguments = arguments,
            EnvironmentVariables = Variables(context, withAnalyzers),
        };
        return context.StartProcess("dotnet", settings) == 0;
    }

    private Dictionary<string, string> Variables(BlueGreenContext context, bool withAnalyzers)
    {
        var variables = Repository.QuickStart();
        if (IsEndToEnd && Precompiled.Make(context, withAnalyzers) is { } program)
        {
            variables[Precompiled.Variable] = program.FullPath;
        }

        return variables;
    }
}
