using System.Reflection;
using System.Xml.Linq;
using BlueGreen.Frosting.Init;
using Xunit;

namespace BlueGreen.Frosting.Tests.Init;

/// <summary>The build project that Init writes asks for packages that --target=Pack makes.</summary>
public sealed class BuildProgramTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Project_AsksForThePackageThatIsPacked()
    {
        var reference = XDocument.Parse(BuildProgram.Project("1.2.3")).Descendants("PackageReference").Single();

        Assert.Equal(
            (typeof(BlueGreenHost).Assembly.GetName().Name, "1.2.3"),
            ((string?)reference.Attribute("Include"), (string?)reference.Attribute("Version")));
        var version = XDocument.Load(Path.Combine(Root, "Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.StartsWith(
            version,
            typeof(BlueGreenHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
                .InformationalVersion,
            StringComparison.Ordinal);
    }

    // A package that depends on one that is not made can be restored by nobody.
    [Fact]
    public void Pack_MakesEveryProjectThatFrostingRefersTo()
    {
        var packed = File.ReadAllText(Path.Combine(Root, "build", "Tasks", "PackTask.cs"));

        var needed = new HashSet<string>(StringComparer.Ordinal);
        Collect("BlueGreen.Frosting", needed);

        Assert.True(needed.Count > 3);
        Assert.All(needed, name => Assert.Contains($"\"{name}\"", packed, StringComparison.Ordinal));
    }

    private static void Collect(string project, HashSet<string> found)
    {
        if (!found.Add(project))
        {
            return;
        }

        var references = XDocument.Load(Path.Combine(Root, "src", project, $"{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(each => (string)each.Attribute("Include")!);
        foreach (var reference in references)
        {
            Collect(Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')), found);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "BlueGreen.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
