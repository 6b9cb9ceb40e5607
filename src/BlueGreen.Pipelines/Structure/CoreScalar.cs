using System.Text.RegularExpressions;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Pipelines.Structure;

/// <summary>Tells what an unquoted value is by YAML 1.2's core schema, by which both CI systems read.</summary>
/// <remarks>Unlike kubectl's YAML 1.1, <c>yes</c>, <c>on</c> and <c>1_000</c> are text here.</remarks>
/// <seealso href="https://yaml.org/spec/1.2.2/#103-core-schema"/>
internal static partial class CoreScalar
{
    /// <summary>Tells it.</summary>
    /// <param name="scalar">The value.</param>
    /// <returns>Its kind.</returns>
    public static ScalarKind KindOf(YamlScalar scalar) =>
        scalar.Style != YamlStyle.Plain ? ScalarKind.Text
        : scalar.IsNull ? ScalarKind.Null
        : scalar.Value is "true" or "True" or "TRUE" or "false" or "False" or "FALSE" ? ScalarKind.Flag
        : Whole().IsMatch(scalar.Value) ? ScalarKind.Whole
        : Fraction().IsMatch(scalar.Value) ? ScalarKind.Fraction
        : ScalarKind.Text;

    [GeneratedRegex(
        "^([-+]?[0-9]{1,100}|0o[0-7]{1,100}|0x[0-9a-fA-F]{1,100})$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Whole();

    [GeneratedRegex(
        @"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Fraction();
}

/// <summary>Kinds of values without parts.</summary>
internal enum ScalarKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Nothing.</summary>
    Null,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number with a fraction.</summary>
    Fraction,
}
