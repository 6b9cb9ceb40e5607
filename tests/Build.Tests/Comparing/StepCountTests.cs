using Build.Comparing;
using Xunit;

namespace Build.Tests.Comparing;

public sealed class StepCountTests
{
    private static readonly string[] Both = ["blue", "green"];

    [Fact]
    public void Of_AnswersOfBothColorsAndLostOnes_CountsEachOnce()
    {
        LoadAnswer[] answers = [new("blue"), new("green"), new("green"), new(null), new("blue"), new(null)];

        var narrow = StepCount.Of(("ours", "Deploy", 2), answers, ["green"], TimeSpan.FromMilliseconds(1250));
        var wide = StepCount.Of(("ours", "Activate", 2), answers, Both, TimeSpan.Zero);

        Assert.Equal(new StepCount("ours", "Deploy", 2, Requests: 6, Lost: 2, Wrong: 2, Seconds: 1.2), narrow);
        Assert.Equal((6, 2, 0), (wide.Requests, wide.Lost, wide.Wrong));
    }

    [Fact]
    public void Of_ColorThatNobodyKnows_IsWrong() =>
        Assert.Equal(1, StepCount.Of(("ours", "Activate", 1), [new("pink")], Both, TimeSpan.Zero).Wrong);

    [Fact]
    public void Table_SeveralRuns_AreAddedUpForEachPipelineAlone()
    {
        StepCount[] counts =
        [
            new("article", "Deploy", 1, 100, 3, 1, 2.5), new("ours", "Deploy", 1, 200, 0, 0, 2.5),
            new("article", "Deploy", 2, 10, 4, 0, 2.5), new("ours", "Deploy", 2, 20, 0, 1, 2.5),
            new("article", "Activate", 1, 5, 0, 0, 1), new("ours", "Activate", 1, 7, 0, 0, 1),
        ];

        Assert.Equal(
            """
            | step | article: requests | lost | wrong color | ours: requests | lost | wrong color |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: |
            | Deploy | 110 | 7 | 1 | 220 | 0 | 1 |
            | Activate | 5 | 0 | 0 | 7 | 0 | 0 |

            """,
            ComparisonTable.Of(counts));
    }

    [Theory]
    [InlineData("ours", 5, 0, 0, true)]
    [InlineData("ours", 5, 1, 0, false)]
    [InlineData("ours", 5, 0, 1, false)]
    [InlineData("ours", 0, 0, 0, false)]
    [InlineData("article", 5, 0, 0, false)]
    public void Complaint_AnythingButServedUsersOfOurs_IsMade(
        string pipeline, int requests, int lost, int wrong, bool isGood)
    {
        StepCount[] counts = [new(pipeline, "Deploy", 1, requests, lost, wrong, 1), new("article", "x", 1, 9, 9, 9, 1)];

        Assert.Equal(isGood, ComparisonTable.Complaint(counts) is null);
    }

    [Theory]
    [InlineData(200, "myapp 1.0 on blue, one", "blue")]
    [InlineData(204, "myapp 1.0 on green, one", "green")]
    [InlineData(200, "Welcome to nginx!", null)]
    [InlineData(200, "", null)]
    [InlineData(404, "myapp 1.0 on blue, one", null)]
    [InlineData(503, "no healthy upstream", null)]
    public void Read_Answer_IsOfAColorOnlyWhenItSaysSo(int status, string body, string? color) =>
        Assert.Equal(new LoadAnswer(color), LoadAnswer.Read(status, body));
}
