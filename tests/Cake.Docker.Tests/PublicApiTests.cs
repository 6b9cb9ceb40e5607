using System.Reflection;
using Cake.Core;
using Xunit;

namespace Cake.Docker.Tests;

/// <summary>The stand-in shows nothing that the official package does not have, as its API pages say.</summary>
/// <seealso href="https://cakebuild.net/api/Cake.Docker/"/>
public sealed class PublicApiTests
{
    /// <summary>The official signatures of what we use, without the context in front: version 1.3.0.</summary>
    private static readonly string[] Aliases =
    [
        "Void DockerBuild(DockerImageBuildSettings settings, String path)",
        "Void DockerBuild(String path)",
        "IEnumerable`1 DockerCustomCommand(DockerCustomCommandSettings settings, String command)",
        "IEnumerable`1 DockerCustomCommand(String command)",
        "Void DockerExec(DockerContainerExecSettings settings, String container, String command, String[] args)",
        "Void DockerExec(String container, String command, String[] args)",
        "Void DockerLoad(DockerImageLoadSettings settings)",
        "Void DockerNetworkCreate(DockerNetworkCreateSettings settings, String[] args)",
        "Void DockerNetworkCreate(String[] args)",
        "Void DockerPush(DockerImagePushSettings settings, String imageReference)",
        "Void DockerPush(String imageReference)",
        "Void DockerRemove(DockerImageRemoveSettings settings, String[] images)",
        "Void DockerRm(DockerContainerRmSettings settings, String[] containers)",
        "Void DockerRm(String[] containers)",
        "Void DockerRmi(String[] images)",
        "String DockerRun(DockerContainerRunSettings settings, String image, String command, String[] args)",
        "String DockerRun(String image, String command, String[] args)",
        "Void DockerSave(DockerImageSaveSettings settings, String[] images)",
        "Void DockerTag(String imageReference, String registryReference)",
    ];

    private static readonly string[] Types =
    [
        "AutoPropertyAttribute", "AutoToolSettings", "Constants", "DockerAliases", "DockerContainerExecSettings",
        "DockerContainerRmSettings", "DockerContainerRunSettings", "DockerCustomCommandSettings",
        "DockerImageBuildSettings", "DockerImageLoadSettings", "DockerImagePushSettings", "DockerImageRemoveSettings",
        "DockerImageSaveSettings", "DockerImageTagSettings", "DockerNetworkCreateSettings",
    ];

    private static readonly Assembly Library = typeof(DockerAliases).Assembly;

    [Fact]
    public void Aliases_AreTheOfficialOnes()
    {
        var shown = typeof(DockerAliases)
            .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.GetParameters()[0].ParameterType == typeof(ICakeContext))
            .Select(Describe)
            .Order(StringComparer.Ordinal)
            .ToArray();

        AssertSame(Aliases.Order(StringComparer.Ordinal), shown);
    }

    [Fact]
    public void Types_AreOfficialOnes() => AssertSame(
        Types, [.. Library.GetExportedTypes().Select(type => type.Name).Order(StringComparer.Ordinal)]);

    [Fact]
    public void Assembly_NeverStandsAboveTheOfficialOne()
    {
        Assert.Equal("Cake.Docker", Library.GetName().Name);
        Assert.True(Library.GetName().Version >= new Version(1, 3, 0, 0));
        Assert.All(Library.GetExportedTypes(), type => Assert.Equal("Cake.Docker", type.Namespace));
#if !OFFICIAL_PACKAGES
        Assert.Equal(new Version(1, 3, 0, 0), Library.GetName().Version);
#endif
    }

    private static string Describe(MethodInfo method) => $"{method.ReturnType.Name} {method.Name}(" + string.Join(
        ", ", method.GetParameters().Skip(1).Select(each => $"{each.ParameterType.Name} {each.Name}")) + ")";

    /// <summary>The official package has more; the stand-in has exactly this.</summary>
    private static void AssertSame(IEnumerable<string> official, string[] shown)
    {
#if OFFICIAL_PACKAGES
        Assert.Empty(official.Except(shown, StringComparer.Ordinal));
#else
        Assert.Equal(official.ToArray(), shown);
#endif
    }
}
