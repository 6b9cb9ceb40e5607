using System.Xml.Linq;
using BlueGreen.Frosting.Output;
using BlueGreen.Secrets;
using BlueGreen.Steps;
using Xunit;

namespace BlueGreen.Frosting.Tests.Output;

public sealed class JUnitXmlTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    [Theory]
    [InlineData("it's<secret>")]
    [InlineData("100% \"it's\" & more")]
    public void Of_Secret_IsMaskedThoughItsXmlIsAnotherText(string secret)
    {
        var masker = SecretMasker.Create([new("DB_PASSWORD", secret)], []);
        var results = new[] { new SmokeResult($"GET /?key={secret}", $"answered {secret}", TimeSpan.FromSeconds(1)) };

        var document = JUnitXml.Of("SmokeTest", results, masker.Apply).ToString();

        Assert.DoesNotContain("it's", document, StringComparison.Ordinal);
        Assert.Contains("answered ***", document, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('\uffff')]
    [InlineData('\ufffe')]
    [InlineData('\u0085')]
    [InlineData('\0')]
    [InlineData('\ud83d')]
    public void Of_CharacterThatXmlDoesNotKnow_IsNoReasonToWriteNothing(char odd)
    {
        var results = new[] { new SmokeResult($"GET /{odd}", $"answered {odd}!", TimeSpan.FromSeconds(1)) };

        var document = JUnitXml.Of("SmokeTest", results, text => text).ToString();

        Assert.DoesNotContain(odd, document);
        Assert.Contains("answered ", XDocument.Parse(document).Descendants("failure").Single().Value, Ordinal);
    }

    /// <summary>What GitLab, Azure, Jenkins, TeamCity, CircleCI and Semaphore need: counts on the suite, and on each
    /// case a class, a name and a time; a failure with a message and a text.</summary>
    [Fact]
    public void Of_Checks_HasWhatCiSystemsAskFor()
    {
        SmokeResult[] results =
        [
            new("GET /ready", null, TimeSpan.FromMilliseconds(1_250)),
            new("GET /up", "503 <busy>\a\nsecond line", TimeSpan.FromSeconds(2)),
        ];

        var document = JUnitXml.Of("SmokeTest", results, text => text);

        Assert.Equal(
            """
            <testsuites>
              <testsuite name="SmokeTest" tests="2" failures="1" time="3.250">
                <testcase classname="SmokeTest" name="GET /ready" time="1.250" />
                <testcase classname="SmokeTest" name="GET /up" time="2.000">
                  <failure message="503 &lt;busy&gt;?&#xA;second line">503 &lt;busy&gt;?
            second line</failure>
                </testcase>
              </testsuite>
            </testsuites>
            """,
            document.ToString());
    }
}
