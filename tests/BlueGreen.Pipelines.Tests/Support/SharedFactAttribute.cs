using Xunit;

namespace BlueGreen.Pipelines.Tests.Support;

/// <summary>A fact that needs reference data, and says so where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string path)
    {
        Path = path;
        if (Shared.PathOf(path) is null)
        {
            Skip = $"{path} is neither beside the repository nor under BLUEGREEN_SHARED.";
        }
    }

    public string Path { get; }
}
