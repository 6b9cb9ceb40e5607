using BlueGreen.Ci;
using BlueGreen.Frosting.Sessions;
using BlueGreen.Options;
using BlueGreen.Releases;
using Xunit;

namespace BlueGreen.Frosting.Tests.Sessions;

/// <summary>What a report names is what stands on the page: the names are those of the emitted files.</summary>
public sealed class ButtonsTests
{
    private static readonly string[] Pressed = ["Activate", "Rollback", "Decommission"];

    [Theory]
    [InlineData(PipelineStyle.Promotions, "Activate", "Rollback", "Decommission")]
    [InlineData(PipelineStyle.Article, "Activate Blue", "Rollback to Green", "Decommission Green")]
    [InlineData(PipelineStyle.SinglePipeline, "Activate", "Rollback", "Decommission")]
    public void For_Semaphore_NamesWhatTheFilesOfTheStyleName(PipelineStyle style, params string[] names)
    {
        var buttons = new Buttons(CiSystem.Semaphore, "r-1", "v1.0-blue") { Style = style, Color = Color.Blue };

        Assert.Equal(names, Pressed.Select(target => buttons.For(target, "why").Command).ToArray());
    }

    [Theory]
    [InlineData(PipelineStyle.Promotions, "promotion on the page of this workflow; why")]
    [InlineData(PipelineStyle.Article, "promotion on the page of this workflow; why")]
    [InlineData(PipelineStyle.SinglePipeline, "task of this project, run with the tag v1.0-blue as its reference; why")]
    public void For_Semaphore_SaysWhereItIs(PipelineStyle style, string place)
    {
        var buttons = new Buttons(CiSystem.Semaphore, "r-1", "v1.0-blue") { Style = style, Color = Color.Blue };

        Assert.Equal(place, buttons.For("Activate", "why").Purpose);
    }

    [Fact]
    public void For_SemaphoreWithoutPromotions_SpeaksOfNoOtherRelease() => Assert.DoesNotContain(
        "another release",
        new Buttons(CiSystem.Semaphore, "r-1", "v1.0-blue") { Style = PipelineStyle.SinglePipeline }
            .Again("Deploy", "why").Purpose,
        StringComparison.Ordinal);
}
