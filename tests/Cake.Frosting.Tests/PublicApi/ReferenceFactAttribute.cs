using Xunit;

namespace Cake.Frosting.Tests.PublicApi;

/// <summary>A fact that needs the reference page, and says so where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReferenceFactAttribute : FactAttribute
{
    public ReferenceFactAttribute()
    {
        if (ReferencePage.FindPath() is null)
        {
            Skip = "The list of the official members is neither beside the repository nor under BLUEGREEN_SHARED.";
        }
    }
}
