using Build.Benching;
using Cake.Core;
using Xunit;

namespace Build.Tests.Benching;

public sealed class WrkResultTests
{
    private const string Good = """
        Running 5s test @ http://127.0.0.1:8080/
          2 threads and 64 connections
          Thread Stats   Avg      Stdev     Max   +/- Stdev
            Latency     3.32ms    1.08ms  29.41ms   92.11%
            Req/Sec     9.78k   512.24    10.73k    72.00%
          Latency Distribution
             50%    3.11ms
             75%    3.57ms
             90%    4.12ms
             99%    6.74ms
          97413 requests in 5.00s, 15.05MB read
        Requests/sec:  19470.87
        Transfer/sec:      3.01MB

        """;

    [Fact]
    public void Read_GoodAnswersOnly_IsTheRateAndThe99thPercentile() =>
        Assert.Equal(new WrkResult(19470.87, 6.74), WrkResult.Read(Good));

    [Theory]
    [InlineData("874.00us", 0.874)]
    [InlineData("6.74ms", 6.74)]
    [InlineData("1.20s", 1200)]
    public void Read_Percentile_IsInMilliseconds(string printed, double expected) =>
        Assert.Equal(
            expected, WrkResult.Read(Good.Replace("6.74ms", printed, StringComparison.Ordinal)).Percentile99, 9);

    [Theory]
    [InlineData("Requests/sec:", "  Non-2xx or 3xx responses: 3\nRequests/sec:")]
    [InlineData("Requests/sec:", "  Socket errors: connect 0, read 2, write 0, timeout 0\nRequests/sec:")]
    [InlineData("Requests/sec:", "Requests:")]
    [InlineData("6.74ms", "1.20m")]
    [InlineData("19470.87", "0.00")]
    [InlineData("     99%", "     98%")]
    public void Read_AnythingElse_IsNoMeasurement(string from, string to) =>
        Assert.Throws<CakeException>(() => WrkResult.Read(Good.Replace(from, to, StringComparison.Ordinal)));
}
