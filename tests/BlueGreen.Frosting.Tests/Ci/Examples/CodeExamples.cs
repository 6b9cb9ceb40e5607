using System.Globalization;
using System.Text.RegularExpressions;

namespace BlueGreen.Frosting.Tests.Ci.Examples;

/// <summary>Reads the two examples that are programs, by their blocks.</summary>
internal static partial class CodeExamples
{
    public static IEnumerable<ExampleJob> Jenkins()
    {
        var file = ExampleFile.Read("jenkins/Jenkinsfile");
        string? before = null;
        foreach (var name in Stage().Matches(file).Select(match => match.Groups["name"].Value))
        {
            var stage = ExampleFile.Block(file, $"stage('{name}')");
            var options = ExampleFile.Block(stage, "options");
            var waits = stage.Contains("input", StringComparison.Ordinal);
            yield return new ExampleJob(
                waits ? Button(stage, name) : name,
                [.. Shell().Matches(stage).Select(match => match.Groups["line"].Value)])
            {
                Slot = Lock().Match(options) is { Success: true } slot ? slot.Groups["name"].Value : null,
                LimitMinutes = Limit().Match(options) is { Success: true } limit
                    ? int.Parse(limit.Groups["count"].Value, CultureInfo.InvariantCulture)
                        * (limit.Groups["unit"].Value is "DAYS" ? 24 * 60 : 1)
                    : null,
                Needs = before is null ? [] : [before],
                WaitsForAPerson = waits,
                Takes = Taken(stage),
            };
            before = name;
        }
    }

    public static IEnumerable<ExampleJob> TeamCity()
    {
        var file = ExampleFile.Read("teamcity/settings.kts");
        var shared = ExampleFile.Block(file, "fun BuildType.release(");
        var script = Script().Match(shared).Groups["text"].Value;
        var specs = Globs(ExampleFile.Block(file, "object Tags"), "refs/tags/");
        var filters = Globs(ExampleFile.Block(file, "triggers {"), string.Empty);
        foreach (var name in Configuration().Matches(file).Select(match => match.Groups["name"].Value))
        {
            var own = ExampleFile.Block(file, $"object {name} : BuildType(");
            var isFirst = own.Contains("triggers", StringComparison.Ordinal);
            var targets = isFirst ? ["Deploy", "SmokeTest"] : Quoted(own);
            yield return new ExampleJob(name, [.. targets.Select(target => Plain(script, target))])
            {
                Slot = WriteLock().Match(shared).Groups["name"].Value.Replace('_', '-'),
                LimitMinutes = int.Parse(
                    Execution().Match(shared).Groups["minutes"].Value, CultureInfo.InvariantCulture),
                Needs = isFirst ? [] : ["Deploy"],
                WaitsForAPerson = !isFirst,

                // The default branch is always one of the root's branches, whatever its specification says.
                Takes = tag => (ExampleFile.Globs(specs)(tag) || tag is "main")
                    && (!isFirst || ExampleFile.Globs(filters)(tag)),
            };
        }
    }

    private static string Button(string stage, string name) =>
        Ok().Match(stage) is { Success: true } ok ? ok.Groups["name"].Value : name;

    private static Func<string, bool> Taken(string stage) => TagWhen().Match(stage) is { Success: true } when
        ? tag => Regex.IsMatch(tag, $"^(?:{when.Groups["regex"].Value})$", RegexOptions.None, TimeSpan.FromSeconds(1))
        : tag => stage.Contains("environment name: 'NEXT_TARGET'", StringComparison.Ordinal);

    /// <summary>What Kotlin and TeamCity make of the script before a shell sees it.</summary>
    private static string Plain(string script, string target) => Parameter()
        .Replace(script.Replace("${'$'}", "$", StringComparison.Ordinal), "$$TEAMCITY_TEMP")
        .Replace("%%", "%", StringComparison.Ordinal)
        .Replace("$target", target, StringComparison.Ordinal);

    private static List<string> Globs(string block, string prefix) =>
        [.. Spec().Matches(block).Select(match => match.Groups["glob"].Value)
            .Select(glob => glob.Replace("(", string.Empty, StringComparison.Ordinal).TrimEnd(')'))
            .Where(glob => glob.StartsWith(prefix, StringComparison.Ordinal))
            .Select(glob => glob[prefix.Length..])];

    private static string[] Quoted(string text) => [.. Target().Matches(text).Select(m => m.Groups["name"].Value)];

    [GeneratedRegex(@"stage\('(?<name>\w+)'\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stage();

    [GeneratedRegex(@"\bsh '(?<line>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shell();

    [GeneratedRegex(@"lock\(resource: '(?<name>[^']+)'\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lock();

    [GeneratedRegex(@"timeout\(time: (?<count>\d+), unit: '(?<unit>\w+)'\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Limit();

    [GeneratedRegex(@"tag pattern: '(?<regex>[^']+)', comparator: 'REGEXP'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TagWhen();

    [GeneratedRegex(@"\bok '(?<name>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ok();

    [GeneratedRegex("object (?<name>\\w+) : BuildType", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Configuration();

    [GeneratedRegex(
        "scriptContent = \"\"\"(?<text>.*?)\"\"\"", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Script();

    [GeneratedRegex("writeLock\\(\"(?<name>\\w+)\"\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WriteLock();

    [GeneratedRegex(@"executionTimeoutMin = (?<minutes>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Execution();

    [GeneratedRegex(@"\+:(?<glob>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spec();

    [GeneratedRegex("afterDeploy\\(\"(?<name>\\w+)\"\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Target();

    [GeneratedRegex(@"%[\w.]+%", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}
