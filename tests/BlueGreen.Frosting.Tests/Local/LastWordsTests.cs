using BlueGreen.Frosting.Local;
using Xunit;

namespace BlueGreen.Frosting.Tests.Local;

public sealed class LastWordsTests
{
    [Fact]
    public void Of_AFailureAndCakesTable_TellsTheFailure()
    {
        string[] log =
        [
            "════════════",
            " ClusterRun",
            "════════════",
            "FAILED (3): Another mini-cluster runs in this folder.",
            "  why:  It holds cluster.lock.",
            "  next: Stop it.",
            "An error occurred when executing task 'ClusterRun'.",
            "Error: the reason stands above",
            string.Empty,
            "  Task                            Duration                         Status",
            "━━━━━━━━━━━━",
            "  ClusterRun                      00:00:00.5256112                 Failed",
        ];
        Assert.Equal(
            "FAILED (3): Another mini-cluster runs in this folder. | why:  It holds cluster.lock. | next: Stop it.",
            LastWords.Of(log));
    }

    [Fact]
    public void Of_SeveralFailures_TellsTheLast()
    {
        string[] log = ["FAILED (3): first", "why:  a", "FAILED (1): second", "why:  b"];
        Assert.Equal("FAILED (1): second | why:  b", LastWords.Of(log));
    }

    [Fact]
    public void Of_AnythingElse_TellsItsLastLinesWithoutRules() =>
        Assert.Equal("2 | 3 | 4 | 5 | 6", LastWords.Of(["1", "2", string.Empty, "3", "━━━", "4", "5", "  6  "]));

    [Fact]
    public void Of_Nothing_SaysSo() => Assert.Equal("(none)", LastWords.Of([]));
}
