using BlueGreen.Options;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Emitting;
using BlueGreen.Pipelines.Tests.Support;
using Xunit;

namespace BlueGreen.Pipelines.Tests.Emitting;

/// <summary>The files, byte for byte, and what must hold for every one of them.</summary>
public sealed class PipelineEmitterTests
{
    /// <summary>Every style with and without an image, with the tag patterns of several teams.</summary>
    public static TheoryData<PipelineStyle, bool, string> Everything()
    {
        var rows = new TheoryData<PipelineStyle, bool, string>();
        foreach (var style in Enum.GetValues<PipelineStyle>())
        {
            foreach (var pattern in new[]
            {
                "^v(?<version>.+)-(?<color>blue|green)$",
                "^(?<color>blue|green)/(?<version>[0-9]+[.][0-9]+)$",
                @"^release-(?<version>\d+\.\d+\.\d+)-(?<color>blue|green)$",
                "(?<color>blue|green)-(?<version>[a-z0-9.]+)",
            })
            {
                rows.Add(style, true, pattern);
                rows.Add(style, false, pattern);
            }
        }

        return rows;
    }

    [Theory]
    [InlineData(PipelineStyle.Promotions)]
    [InlineData(PipelineStyle.Article)]
    [InlineData(PipelineStyle.Single)]
    public void Emit_Semaphore_IsTheGoldenText(PipelineStyle style) =>
        Golden.Matches($"semaphore-{style}.txt".ToLowerInvariant(), Shown(Plans.Of(style), PipelineSystem.Semaphore));

    [Fact]
    public void Emit_GitHub_IsTheGoldenText() => Golden.Matches("github.txt", Shown(Plans.Of(), PipelineSystem.GitHub));

    [Fact]
    public void Emit_WithoutImageTestsAndVariables_IsTheGoldenText()
    {
        var plan = Plans.Of(hasImage: false) with { TestCommands = [], Variables = [] };
        Golden.Matches(
            "plain.txt", Shown(plan, PipelineSystem.Semaphore) + Shown(plan, PipelineSystem.GitHub));
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Emit_Anything_PassesOurOwnCheck(PipelineStyle style, bool hasImage, string tagPattern)
    {
        var plan = Plans.Of(style, hasImage) with { TagPattern = tagPattern };
        var sources = Plans.Files(plan).Select(file => new PipelineSource(file.Path, file.Text)).ToList();
        var found = PipelineCheck.Check(sources, new PipelineExpectations { TagPattern = tagPattern });
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static string Shown(PipelinePlan plan, PipelineSystem system) => string.Concat(
        PipelineEmitter.Emit(plan, system).Select(file => $"==> {file.Path} <==\n{file.Text}\n"));
}
