using BlueGreen.Frosting;
using Cake.Common.IO;
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
