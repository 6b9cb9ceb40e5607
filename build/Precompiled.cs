using BlueGreen.Frosting;
using Cake.Common.Diagnostics;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.MSBuild;
using Cake.Common.Tools.DotNet.Publish;
using Cake.Core;
using Cake.Core.IO;

namespace Build;

/// <summary>
/// The program with its machine code made beforehand (ReadyToRun). The end-to-end tests start it about a hundred times;
/// compiling the same methods anew was a third of each start.
/// </summary>
internal static class Precompiled
{
    /// <summary>The environment variable that tells the end-to-end tests which program to start.</summary>
    public const string Variable = "BLUEGREEN_TEST_PROGRAM";

    /// <summary>Makes it. Its compiler is a package of the SDK's version, which a feed may lack.</summary>
    /// <param name="context">The context.</param>
    /// <param name="withAnalyzers">Whether what it is made of was built with the analyzers.</param>
    /// <returns>The program, or null where it cannot be made.</returns>
    public static FilePath? Make(BlueGreenContext context, bool withAnalyzers)
    {
        var folder = Repository.Artifacts(context).Combine("precompiled");
        try
        {
            context.DotNetPublish("build/Build.csproj", new DotNetPublishSettings
            {
                Configuration = "Release",
                NoLogo = true,
                SelfContained = false,
                PublishReadyToRun = true,
                OutputDirectory = folder,
                MSBuildSettings = Repository.Properties(withAnalyzers)
                    .WithProperty("UseCurrentRuntimeIdentifier", "true")
                    .WithProperty("UseAppHost", "false"),
            });
            return folder.CombineWithFilePath("Build.dll");
        }
        catch (CakeException e)
        {
            context.Warning($"The end-to-end tests start the program as it is, and take longer: {e.Message}");
            return null;
        }
    }
}
