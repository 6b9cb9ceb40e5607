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
        var msBuild = new DotNetMSBuildSettings();
        if (!withAnalyzers)
        {
            // As build.sh builds: what it has made is not made again.
            msBuild.WithProperty("RunAnalyzers", "false");
        }

        context.DotNetBuild(
            Solution,
            new DotNetBuildSettings { Configuration = "Release", NoLogo = true, MSBuildSettings = msBuild });
    }

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
