using BlueGreen.Frosting;
using Cake.Common.IO;
using Cake.Core.IO;

namespace Build;

/// <summary>Where things are in this repository.</summary>
internal static class Repository
{
    /// <summary>The solution.</summary>
    public const string Solution = "BlueGreen.slnx";

    /// <summary>The project whose tests run the whole program: last, for it takes longest.</summary>
    private const string EndToEnd = "BlueGreen.EndToEnd.Tests";

    /// <summary>Gets the folder of everything made.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The folder.</returns>
    public static DirectoryPath Artifacts(BlueGreenContext context) =>
        context.Environment.WorkingDirectory.Combine("artifacts");

    /// <summary>Finds the test projects, quick ones first.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The projects.</returns>
    public static IReadOnlyList<FilePath> TestProjects(BlueGreenContext context) =>
    [
        .. context.GetFiles("tests/*.Tests/*.Tests.csproj")
            .OrderBy(project => string.Equals(
                project.GetFilenameWithoutExtension().ToString(), EndToEnd, StringComparison.Ordinal))
            .ThenBy(project => project.FullPath, StringComparer.Ordinal),
    ];
}
