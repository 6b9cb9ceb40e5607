using Xunit;

namespace BlueGreen.Pipelines.Tests.Support;

/// <summary>Compares a text with a file of <c>testdata</c>; <c>GOLDEN_UPDATE=1</c> writes the file first.</summary>
internal static class Golden
{
    public static void Matches(string name, string text)
    {
        var path = Path.Combine(Folder(), "tests", "BlueGreen.Pipelines.Tests", "testdata", name);
        if (Environment.GetEnvironmentVariable("GOLDEN_UPDATE") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text);
    }

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Directory.Packages.props")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        return folder;
    }
}
