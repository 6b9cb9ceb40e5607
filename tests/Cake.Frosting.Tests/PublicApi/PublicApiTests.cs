using System.Reflection;
using Xunit;

namespace Cake.Frosting.Tests.PublicApi;

/// <summary>The stand-in shows nothing that the official package does not have.</summary>
public sealed class PublicApiTests
{
    private static readonly Assembly Library = typeof(CakeHost).Assembly;

    [Fact]
    public void Surface_IsTheCheckedInOne()
    {
        var path = Path.Combine(
            RepositoryRoot.Path, "tests", "Cake.Frosting.Tests", "testdata", "public-api.txt");
        var surface = PublicSurface.Describe(Library).ToArray();
        if (Environment.GetEnvironmentVariable("GOLDEN_UPDATE") is "1")
        {
            File.WriteAllText(path, string.Join('\n', surface) + '\n');
        }

        var golden = File.ReadAllLines(path);
#if OFFICIAL_PACKAGES
        Assert.Empty(golden.Except(surface, StringComparer.Ordinal));
#else
        Assert.Equal(golden, surface);
#endif
    }

    [Fact]
    public void Assembly_NeverStandsAboveTheOfficialOne()
    {
        var name = Library.GetName();

        Assert.Equal("Cake.Frosting", name.Name);
        Assert.Equal(new Version(7, 0, 0, 0), name.Version);
        Assert.Empty(name.GetPublicKeyToken() ?? []);
        Assert.All(Library.GetExportedTypes(), type => Assert.Equal("Cake.Frosting", type.Namespace));
    }

    [ReferenceFact]
    public void Surface_IsInTheOfficialList()
    {
        var page = ReferencePage.Load();
        var types = Library.GetExportedTypes();
        var foreign = types.Where(type => !page.Has(type)).Select(PublicSurface.NameOf)
            .Concat(types.SelectMany(PublicSurface.Members).Where(member => !page.Has(member))
                .Select(member => $"{PublicSurface.NameOf(member.DeclaringType!)}.{member.Name}"));

        Assert.Empty(foreign);
    }

    [ReferenceFact]
    public void OfficialList_LacksWhatItLacks()
    {
        var page = ReferencePage.Load();

        Assert.False(page.Has(typeof(PublicApiTests)));
        Assert.False(page.Has(typeof(string).GetMethod(nameof(string.Intern))!));
        Assert.True(page.Has(typeof(CakeHost).GetMethod(nameof(CakeHost.Run))!));
    }
}
