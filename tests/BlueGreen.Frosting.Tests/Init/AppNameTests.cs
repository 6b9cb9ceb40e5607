using BlueGreen.Frosting.Init;
using Xunit;

namespace BlueGreen.Frosting.Tests.Init;

public sealed class AppNameTests
{
    [Theory]
    [InlineData("shop", "shop")]
    [InlineData("@team/My Shop", "my-shop")]
    [InlineData("My.Company.Shop", "my-company-shop")]
    [InlineData("2nd-shop", "nd-shop")]
    [InlineData("--ünïcode--", "n-code")]
    [InlineData("---", null)]
    [InlineData("日本", null)]
    public void Of_AnyText_IsANameOrNothing(string text, string? expected) => Assert.Equal(expected, AppName.Of(text));

    [Fact]
    public void Of_LongText_IsCut() => Assert.Equal(44, AppName.Of(new string('a', 99))!.Length);

    [Theory]
    [InlineData("package.json", "{\"name\": \"@x/books\"}", "books", "package.json")]
    [InlineData("package.json", "{broken", "folder", "the folder's name")]
    [InlineData("package.json", "{\"name\": 7}", "folder", "the folder's name")]
    [InlineData("package.json", "{\"name\": \"a\", \"name\": \"b\"}", "folder", "the folder's name")]
    [InlineData("package.json", "\uFEFF{\"name\": \"marked\"}", "marked", "package.json")]
    [InlineData("Web.Shop.csproj", "<Project/>", "web-shop", "its project file")]
    [InlineData("go.mod", "module git.example/team/books\r\n\r\ngo 1.22\r\n", "books", "go.mod")]
    public void Find_Sources_InTheirOrder(string file, string text, string name, string origin)
    {
        var parent = Directory.CreateTempSubdirectory().FullName;
        var folder = Directory.CreateDirectory(Path.Combine(parent, "folder")).FullName;
        File.WriteAllText(Path.Combine(folder, file), text);

        Assert.Equal((name, origin), AppName.Find(folder));
        Directory.Delete(parent, recursive: true);
    }
}
