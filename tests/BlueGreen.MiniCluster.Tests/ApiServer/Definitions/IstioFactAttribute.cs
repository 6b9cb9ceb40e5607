using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Definitions;

/// <summary>A fact that needs Istio's own definitions, and says so where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IstioFactAttribute : FactAttribute
{
    private const string File = "data/istio/crd-all.gen.yaml";

    /// <summary>Initializes a new instance of the <see cref="IstioFactAttribute"/> class.</summary>
    public IstioFactAttribute()
    {
        if (Path.Length == 0)
        {
            Skip = $"{File} is neither beside the repository nor under BLUEGREEN_SHARED.";
        }
    }

    /// <summary>Gets where the definitions are, or an empty text.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folders = new List<string?> { Environment.GetEnvironmentVariable("BLUEGREEN_SHARED") };
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            folders.Add(System.IO.Path.Combine(at.FullName, "shared"));
        }

        return folders.OfType<string>()
            .Select(folder => System.IO.Path.Combine(folder, File))
            .FirstOrDefault(System.IO.File.Exists) ?? string.Empty;
    }
}
