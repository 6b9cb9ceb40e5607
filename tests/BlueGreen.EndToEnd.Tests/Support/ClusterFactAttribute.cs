using Xunit;

namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>A fact that needs the real kubectl, and is shown as skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute()
    {
        if (Programs.Find("kubectl") is null)
        {
            Skip = "kubectl is not installed.";
        }
    }
}
