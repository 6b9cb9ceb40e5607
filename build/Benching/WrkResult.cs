using System.Globalization;
using System.Text.RegularExpressions;
using Build.Comparing;
using Cake.Core;

namespace Build.Benching;

/// <summary>What wrk measured.</summary>
/// <param name="Throughput">Requests a second.</param>
/// <param name="Percentile99">The 99th percentile of the latency, in milliseconds.</param>
internal sealed partial record WrkResult(double Throughput, double Percentile99)
{
    /// <summary>Sends as many requests as get through, on 64 connections.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The figures.</returns>
    public static async Task<WrkResult> RunAsync(Uri url, int seconds, CancellationToken cancellationToken)
    {
        var output = await Shell.RunAsync(
            Path.GetTempPath(),
            new Dictionary<string, string>(StringComparer.Ordinal),
            ["wrk", "-t2", "-c64", $"-d{seconds.ToString(CultureInfo.InvariantCulture)}s", "--latency", $"{url}"],
            cancellationToken);
        return Read(output);
    }

    /// <summary>Reads what wrk printed.</summary>
    /// <param name="output">Its output.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="CakeException">Something else than good answers was measured.</exception>
    internal static WrkResult Read(string output)
    {
        var throughput = Throughputs().Match(output);
        var slowest = Percentiles().Match(output);
        if (!throughput.Success || !slowest.Success || output.Contains("Non-2xx", StringComparison.Ordinal)
            || output.Contains("Socket errors", StringComparison.Ordinal))
        {
            throw new CakeException($"wrk did not measure good answers only:\n{output}");
        }

        var factor = slowest.Groups["unit"].Value switch { "us" => 0.001, "ms" => 1, _ => 1000.0 };
        var rate = double.Parse(throughput.Groups["value"].Value, CultureInfo.InvariantCulture);
        return rate <= 0 ? throw new CakeException($"wrk got no answer:\n{output}") : new WrkResult(
            rate,
            double.Parse(slowest.Groups["value"].Value, CultureInfo.InvariantCulture) * factor);
    }

    [GeneratedRegex(@"Requests/sec:\s+(?<value>[0-9.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Throughputs();

    [GeneratedRegex(@"\s99%\s+(?<value>[0-9.]+)(?<unit>us|ms|s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Percentiles();
}
