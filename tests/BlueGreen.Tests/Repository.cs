using Xunit;

namespace BlueGreen.Tests;

/// <summary>Files of the repository that tests compare with what the code would write.</summary>
internal static class Repository
{
    /// <summary>Gets the folder that holds <c>BlueGreen.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Demands that a checked-in file holds a text; <c>GOLDEN_UPDATE=1</c> writes it instead.</summary>
    public static void AssertHolds(string path, string text)
    {
        var file = Path.Combine(Root, path);
        if (string.Equals(Environment.GetEnvironmentVariable("GOLDEN_UPDATE"), "1", StringComparison.Ordinal))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        var found = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "(no such file)";
        Assert.Equal(text, found);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BlueGreen.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No BlueGreen.slnx above the tests.");
    }
}
