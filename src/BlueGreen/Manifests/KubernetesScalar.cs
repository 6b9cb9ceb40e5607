using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlueGreen.Options;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Manifests;

/// <summary>
/// Types unquoted YAML values exactly as <c>kubectl</c> does, so that a manifest means here what it meant there.
/// </summary>
/// <remarks>
/// kubectl reads YAML 1.1 booleans (<c>yes</c>, <c>on</c>, <c>y</c> and their opposites), octal numbers with a leading
/// zero (<c>0644</c>), hexadecimal, binary, underscores between digits, and leaves dates and <c>1:30</c> as text.
/// Compared with kubectl 1.32 value by value; see KubernetesScalarTests.
/// </remarks>
/// <seealso href="https://github.com/kubernetes-sigs/yaml"/>
internal static partial class KubernetesScalar
{
    /// <summary>Converts a scalar.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="problems">Takes numbers that JSON does not know.</param>
    /// <returns>The JSON value, or null for null.</returns>
    public static JsonValue? ToJson(YamlScalar scalar, InputProblems problems)
    {
        if (scalar.Style != YamlStyle.Plain)
        {
            return JsonValue.Create(scalar.Value);
        }

        if (scalar.IsNull)
        {
            return null;
        }

        if (ToBoolean(scalar.Value) is { } boolean)
        {
            return JsonValue.Create(boolean);
        }

        if (NotFinite().IsMatch(scalar.Value))
        {
            problems.Add(scalar.At, $"JSON has no number '{scalar.Value}'; put quotes around it if it is text");
        }

        return ToNumber(scalar.Value) ?? JsonValue.Create(scalar.Value);
    }

    /// <summary>Reads the booleans of YAML 1.1, as kubectl knows them.</summary>
    /// <param name="text">The unquoted text.</param>
    /// <returns>The boolean, or null when the text is none.</returns>
    public static bool? ToBoolean(string text) => text switch
    {
        "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "true" or "True" or "TRUE" => true,
        "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF" or "false" or "False" or "FALSE" => false,
        _ => null,
    };

    private static JsonValue? ToNumber(string text)
    {
        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('+' or '-' or '.'))
        {
            return null;
        }

        var plain = text.Replace("_", string.Empty, StringComparison.Ordinal);
        if (Integer().Match(plain) is { Success: true } match)
        {
            return ToInteger(match);
        }

        return Decimal().IsMatch(plain)
            && double.Parse(plain, CultureInfo.InvariantCulture) is var number
            && double.IsFinite(number)
            ? ToJson(number)
            : null;
    }

    private static JsonValue ToInteger(Match match)
    {
        var (digits, radix) =
            match.Groups["hex"] is { Success: true } hex ? (hex.Value, 16)
            : match.Groups["binary"] is { Success: true } binary ? (binary.Value, 2)
            : match.Groups["octal"] is { Success: true } octal ? (octal.Value, 8)
            : (match.Groups["decimal"].Value, 10);
        var number = digits.Aggregate(BigInteger.Zero, (sum, digit) => (sum * radix) + Convert.ToInt32($"{digit}", 16));
        number = match.Groups["sign"].Value is "-" ? -number : number;
        return number >= long.MinValue && number <= long.MaxValue
            ? JsonValue.Create((long)number)
            : ToJson((double)number);
    }

    // What is whole and small is written without exponent or fraction, as kubectl does.
    private static JsonValue ToJson(double number) => Math.Abs(number) < 1e15 && Math.Floor(number).Equals(number)
        ? JsonValue.Create((long)number)
        : JsonValue.Create(number);

    [GeneratedRegex(
        "^(?<sign>[-+]?)(0x(?<hex>[0-9a-fA-F]{1,64})|0b(?<binary>[01]{1,64})|0o?(?<octal>[0-7]{1,64})"
        + "|(?<decimal>0|[1-9][0-9]{0,63}))$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Integer();

    [GeneratedRegex(
        @"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Decimal();

    [GeneratedRegex(
        @"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex NotFinite();
}
