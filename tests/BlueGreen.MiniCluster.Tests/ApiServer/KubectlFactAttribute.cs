using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer;

/// <summary>
/// Marks a test of something that kubectl learned later than the oldest one we run with: Debian 12 has version 1.20.
/// </summary>
public sealed class KubectlFactAttribute : FactAttribute
{
    private static readonly Lazy<int> Minor = new(ReadMinor);

    /// <summary>Initializes a new instance of the <see cref="KubectlFactAttribute"/> class.</summary>
    /// <param name="sinceMinor">The minor version that brought what is tested.</param>
    public KubectlFactAttribute(int sinceMinor)
    {
        SinceMinor = sinceMinor;
        if (Minor.Value < sinceMinor)
        {
            Skip = $"needs kubectl 1.{sinceMinor}, and 1.{Minor.Value} is here";
        }
    }

    /// <summary>Gets the minor version that brought what is tested.</summary>
    public int SinceMinor { get; }

    // A kubectl that is missing is no reason to skip: the test runs, and fails.
    private static int ReadMinor()
    {
        var start = new ProcessStartInfo("kubectl", ["version", "--client", "-o", "json"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var text = JsonNode.Parse(process.StandardOutput.ReadToEnd());
            return int.Parse(((string)text!["clientVersion"]!["minor"]!).TrimEnd('+'), CultureInfo.InvariantCulture);
        }
        catch (Win32Exception)
        {
            return int.MaxValue;
        }
    }
}
