using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace BlueGreen.MiniCluster.ApiServer.Definitions;

/// <summary>Knows the formats of strings that structural schemas name; an unknown format demands nothing.</summary>
/// <seealso
/// href="https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/"/>
internal static partial class TextFormats
{
    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    /// <summary>Says whether a text is of a format.</summary>
    /// <param name="format">Name of the format.</param>
    /// <param name="text">The text.</param>
    /// <returns>Whether it is.</returns>
    public static bool Fits(string format, string text) => format switch
    {
        "date-time" or "datetime" => DateTimeOffset.TryParseExact(
            text.ToUpperInvariant(), Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && HasZone(text),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "duration" => Duration().IsMatch(text),
        "byte" => Base64.IsValid(text),
        "uuid" => Guid.TryParseExact(text, "D", out _) || Guid.TryParseExact(text, "N", out _),
        "ipv4" => Address(text) is { AddressFamily: AddressFamily.InterNetwork },
        "ipv6" => Address(text) is { AddressFamily: AddressFamily.InterNetworkV6 },
        "cidr" => IPNetwork.TryParse(text, out _) || IsNetworkWithHost(text),
        "hostname" => text.Length <= 255 && Host().IsMatch(text),
        "email" => Email().IsMatch(text),
        "mac" => Mac().IsMatch(text),
        "uri" => (Scheme().IsMatch(text) || text is ['/', ..])
            && Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
        _ => true,
    };

    private static IPAddress? Address(string text) =>
        (text.Contains(':', StringComparison.Ordinal) || text.Count(c => c == '.') == 3)
        && IPAddress.TryParse(text, out var address) ? address : null;

    // 10.1.2.3/8 is a good CIDR to Go and none to .NET, for its host part is not zero.
    private static bool IsNetworkWithHost(string text) =>
        text.Split('/') is [var address, var bits]
        && Address(address) is { } parsed
        && int.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
        && length <= (parsed.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);

    private static bool HasZone(string text) => Zone().IsMatch(text);

    [GeneratedRegex(@"([Zz]|[+-]\d{2}:\d{2})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Zone();

    [GeneratedRegex(
        @"^[-+]?((\d+(\.\d*)?|\.\d+)\s*(ns|nanos?|us|µs|μs|micros?|ms|millis?|s|secs?|seconds?|m|mins?|minutes?" +
        @"|h|hrs?|hours?|d|days?|w|wks?|weeks?)\s*)+\z",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Duration();

    [GeneratedRegex(
        @"^([A-Za-z0-9_]([-A-Za-z0-9_]{0,61}[A-Za-z0-9_])?)(\.[A-Za-z0-9_]([-A-Za-z0-9_]{0,61}[A-Za-z0-9_])?)*\.?\z",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Host();

    [GeneratedRegex(@"^[^@\s<>]+@[^@\s<>]+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Email();

    [GeneratedRegex("^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mac();

    [GeneratedRegex("^[A-Za-z][-A-Za-z0-9+.]*:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Scheme();
}
