using BlueGreen.Ports;
using BlueGreen.Releases;
using Xunit;

namespace BlueGreen.Tests.Ports;

public sealed class ProbeAnswerTests
{
    [Theory]
    [InlineData(200, Color.Green, false)]
    [InlineData(404, Color.Green, false)]
    [InlineData(499, Color.Green, false)]
    [InlineData(500, Color.Green, true)]
    [InlineData(200, null, false)]
    [InlineData(404, null, true)]
    [InlineData(503, null, true)]
    [InlineData(0, null, true)]
    public void IsFailure_Answer_IsOneWhenTheAppFailedOrNoColorAnsweredWell(int status, Color? color, bool isFailure)
    {
        var answer = new ProbeAnswer(status, color, Version: null, Body: string.Empty, Error: null, 0, 1);

        Assert.Equal(isFailure, answer.IsFailure);
    }
}
