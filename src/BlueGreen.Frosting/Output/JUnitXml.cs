using System.Globalization;
using System.Text;
using System.Xml.Linq;
using BlueGreen.Steps;

namespace BlueGreen.Frosting.Output;

/// <summary>Writes smoke checks as JUnit XML, which every CI system shows. Secrets are hidden before the texts are
/// escaped: an escaped secret is another text.</summary>
/// <seealso href="https://github.com/testmoapp/junitxml"/>
/// <seealso href="https://www.w3.org/TR/xml/#charsets"/>
internal static class JUnitXml
{
    /// <summary>Writes the document.</summary>
    /// <param name="name">Name of the suite.</param>
    /// <param name="results">The checks.</param>
    /// <param name="mask">Hides secrets.</param>
    /// <returns>The document.</returns>
    public static XDocument Of(string name, IReadOnlyCollection<SmokeResult> results, Func<string, string> mask) => new(
        new XElement("testsuites",
            new XElement("testsuite",
                new XAttribute("name", name),
                new XAttribute("tests", results.Count),
                new XAttribute("failures", results.Count(result => result.Failure is not null)),
                new XAttribute("time", Seconds(new TimeSpan(results.Sum(result => result.Duration.Ticks)))),
                results.Select(result => Case(name, result, mask)))));

    private static XElement Case(string suite, SmokeResult result, Func<string, string> mask) => new(
        "testcase",
        new XAttribute("classname", suite),
        new XAttribute("name", Printable(mask(result.Name))),
        new XAttribute("time", Seconds(result.Duration)),
        result.Failure is null ? null : Failure(Printable(mask(result.Failure))));

    private static XElement Failure(string text) => new("failure", new XAttribute("message", text), text);

    private static string Seconds(TimeSpan duration) =>
        duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>
    /// XML knows no control characters and two more it has no place for; what a pod printed may hold any.
    /// </summary>
    private static string Printable(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => IsKnown(rune) ? rune.ToString() : "?"));

    private static bool IsKnown(Rune rune) =>
        rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF));
}
