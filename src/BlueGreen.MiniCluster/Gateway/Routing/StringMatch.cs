using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>One condition on one string: exact, prefix or a regular expression over the whole value.</summary>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch"/>
internal sealed class StringMatch
{
    /// <summary>
    /// How .NET's expressions come closest to RE2's: no look-around, no back references, linear time.
    /// </summary>
    public const RegexOptions Re2 = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private readonly string _value;
    private readonly Regex? _regex;
    private readonly StringComparison _comparison;

    private StringMatch(StringMatchKind kind, string value, bool ignoreCase)
    {
        Kind = kind;
        _value = value;
        _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        _regex = kind == StringMatchKind.Regex ? Compile(value) : null;
    }

    /// <summary>Gets what kind of condition this is.</summary>
    public StringMatchKind Kind { get; }

    /// <summary>Gets the text that a prefix match matches; what a rewrite replaces.</summary>
    public string Value => _value;

    /// <summary>Reads a condition.</summary>
    /// <param name="node">A <c>StringMatch</c>; null or <c>{}</c> asks for presence only.</param>
    /// <param name="ignoreCase">Whether exact and prefix compare without case; a regex never does, as in Istio.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="RouteException">The regular expression is not valid.</exception>
    public static StringMatch Parse(JsonNode? node, bool ignoreCase = false)
    {
        if (node.Text("exact") is { } exact)
        {
            return new StringMatch(StringMatchKind.Exact, exact, ignoreCase);
        }

        if (node.Text("prefix") is { } prefix)
        {
            return new StringMatch(StringMatchKind.Prefix, prefix, ignoreCase);
        }

        return node.Text("regex") is { } regex
            ? new StringMatch(StringMatchKind.Regex, regex, ignoreCase: false)
            : new StringMatch(StringMatchKind.Present, "", ignoreCase: false);
    }

    /// <summary>Compares.</summary>
    /// <param name="value">A value that is present.</param>
    /// <returns>Whether it meets the condition.</returns>
    public bool IsMatch(string value) => Kind switch
    {
        StringMatchKind.Exact => value.Equals(_value, _comparison),
        StringMatchKind.Prefix => value.StartsWith(_value, _comparison),
        StringMatchKind.Regex => _regex!.IsMatch(value),
        _ => true,
    };

    /// <summary>
    /// Compiles an RE2 expression; both engines are automata, so no input takes more than linear time.
    /// </summary>
    /// <param name="pattern">The expression, in RE2's syntax.</param>
    /// <returns>An expression that matches whole values only.</returns>
    /// <exception cref="RouteException">It is not valid.</exception>
    public static Regex Compile(string pattern)
    {
        try
        {
            return new Regex($@"^(?:{FromRe2(pattern)})\z", Re2, Regex.InfiniteMatchTimeout);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new RouteException($"regex '{pattern}' is not valid: {e.Message}", e);
        }
    }

    /// <summary>Writes RE2's own spelling of named groups as .NET's.</summary>
    /// <param name="pattern">The expression, in RE2's syntax.</param>
    /// <returns>The same in .NET's.</returns>
    public static string FromRe2(string pattern) => pattern.Replace("(?P<", "(?<", StringComparison.Ordinal);
}

/// <summary>The kinds of <see cref="StringMatch"/>.</summary>
internal enum StringMatchKind
{
    /// <summary>The value is there, whatever it is.</summary>
    Present,

    /// <summary>The value is this one.</summary>
    Exact,

    /// <summary>The value begins with this.</summary>
    Prefix,

    /// <summary>The whole value matches this expression.</summary>
    Regex,
}
