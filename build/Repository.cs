using BlueGreen.Frosting;
using Cake.Common.IO;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Build;
using Cake.Common.Tools.DotNet.MSBuild;
using Cake.Core.IO;

namespace Build;

/// <summary>Where things are in this repository.</summary>
internal static class Repository
{
    /// <summary>The solution.</summary>
    public const string Solution = "BlueGreen.slnx";

    /// <summary>
    /// Programs that live for a second or a minute spend much of it on making their machine code: none is to be
    /// prepared for a long life, nor written through a second mapping of each page.
    /// </summary>
    /// <returns>The variables that tell them so.</returns>
    public static Dictionary<string, string> QuickStart() => new(StringComparer.Ordinal)
    {
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_EnableWriteXorExecute"] = "0",
    };

    /// <summary>The project whose tests run the whole program.</summary>
    private const string EndToEnd = "BlueGreen.EndToEnd.Tests";

    /// <summary>Gets the folder of everything made.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The folder.</returns>
    public static DirectoryPath Artifacts(BlueGreenContext context) =>
        context.Environment.WorkingDirectory.Combine("artifacts");

    /// <summary>Builds everything.</summary>
    /// <param name="context">The context.</param>
    /// <param name="withAnalyzers">Whether the analyzers look at it too, which takes most of the time.</param>
    public static void Build(BlueGreenContext context, bool withAnalyzers)
    {
        using var compiler = new CompilerServer(context);
        var msBuild = Properties(withAnalyzers);
        compiler.Serve(msBuild);
        context.DotNetBuild(
            Solution,
            new DotNetBuildSettings
            {
                Configuration = "Release",
                NoLogo = true,
                MSBuildSettings = msBuild,
                EnvironmentVariables = QuickStart(),
            });
    }

    /// <summary>Makes the properties of a build. What was made with others is made again.</summary>
    /// <param name="withAnalyzers">Whether the analyzers look at it; build.sh builds without.</param>
    /// <returns>The properties.</returns>
    public static DotNetMSBuildSettings Properties(bool withAnalyzers) => withAnalyzers
        ? new DotNetMSBuildSettings()
        : new DotNetMSBuildSettings().WithProperty("RunAnalyzers", "false");

    /// <summary>Finds the built assemblies of the test projects.</summary>
    /// <param name="context">The context.</param>
    /// <param name="isEndToEnd">Whether to find the end-to-end tests, or all others.</param>
    /// <returns>The assemblies, by name.</returns>
    public static IReadOnlyList<FilePath> TestAssemblies(BlueGreenContext context, bool isEndToEnd) =>
    [
        .. context.GetFiles("tests/*.Tests/*.Tests.csproj")
            .Select(project => project.GetFilenameWithoutExtension().ToString())
            .Where(name => isEndToEnd == string.Equals(name, EndToEnd, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Artifacts(context).CombineWithFilePath($"bin/{name}/release/{name}.dll")),
    ];
}
