using System.Text.RegularExpressions;
using BlueGreen.Ci;
using Xunit;

namespace BlueGreen.Tests.Ci;

/// <summary>Holds the table of docs/ci.md to the detector: written from its list, and each row tried out.</summary>
public sealed partial class CiPageTests
{
    private const string Page = "docs/ci.md";
    private const string Begin = "<!-- table: written by BlueGreen.Tests with GOLDEN_UPDATE=1 -->\n";
    private const string End = "<!-- end of table -->";

    private static readonly Dictionary<CiSystem, string> Queues = new()
    {
        [CiSystem.Semaphore] = "`queue` with one name and `scope: organization`",
        [CiSystem.GitHubActions] = "`concurrency` with one group and `queue: max`",
        [CiSystem.GitLab] = "`resource_group`",
        [CiSystem.AzurePipelines] = "exclusive lock of the environment, `lockBehavior: sequential`",
        [CiSystem.CircleCi] = "`serial-group`",
        [CiSystem.Buildkite] = "`concurrency_group`, eager",
        [CiSystem.TeamCity] = "write lock of a shared resource",
        [CiSystem.Jenkins] = "`lock(resource: …)`",
    };

    public static TheoryData<CiSystem> Systems => [.. Queues.Keys];

    [Fact]
    public void Table_OfTheDetector_IsTheCheckedInOne()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, Page)).ReplaceLineEndings("\n");
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = text.IndexOf(End, StringComparison.Ordinal);

        Assert.True(from >= Begin.Length && to >= from, $"{Page} has no '{Begin}' … '{End}'");
        Repository.AssertHolds(Page, text[..from] + Table() + text[to..]);
    }

    /// <summary>Sets what a row names, each variable to its own name, and looks whether that is what is read.</summary>
    [Theory]
    [MemberData(nameof(Systems))]
    public void Row_VariablesItNames_AreTheOnesThatAreRead(CiSystem system)
    {
        var cells = Row(system);
        var marker = First(cells[1]);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { [marker] = "true" };
        foreach (var name in Names(string.Concat(cells.Skip(2).Take(5))).Where(name => name != marker))
        {
            environment[name] = name;
        }

        var (tag, isTag) = (First(cells[2]), cells[2].Contains("refs/tags/", StringComparison.Ordinal));
        environment[tag] = isTag ? $"refs/tags/{tag}" : tag;
        foreach (Match kind in Kind().Matches(cells[2]))
        {
            environment[kind.Groups["name"].Value] = "tag";
        }

        var properties = string.Concat(environment.Where(each => each.Key.Contains('.', StringComparison.Ordinal))
            .Select(each => $"{each.Key.Replace('*', 'a')}={each.Value}\n"));
        environment["TEAMCITY_BUILD_PROPERTIES_FILE"] = "/properties";
        var run = CiDetector.Detect(new CiInput { Environment = environment, ReadFile = _ => properties });

        Assert.Equal((system, tag), (run.System, run.Tag));
        Assert.Equal(First(cells[3]), run.ReleaseId);
        Assert.Equal(First(cells[5]), run.Actor);
        Assert.Equal(First(cells[6]), run.Commit);
        Assert.Contains(First(cells[4]), run.Job, StringComparison.Ordinal);
    }

    private static string Table() =>
        "| system | detected by | tag | release id | job, re-runs too | actor | commit | link | one at a time by |\n" +
        $"|{string.Concat(Enumerable.Repeat(" --- |", 9))}\n" +
        string.Concat(CiProfiles.All.Select(profile => $"| {string.Join(" | ", Cells(profile))} |\n"));

    private static IEnumerable<string> Cells(CiProfile profile) =>
    [
        profile.Name, Code(profile.Marker), TagOf(profile.Tag), Of(profile.ReleaseId), Of(profile.Job),
        Of(profile.Actor), Of(profile.Commit), Of(profile.Link), Queues[profile.System],
    ];

    private static string TagOf(CiTag tag) => Code(tag.Variable)
        + (tag.Prefix.Length > 0 ? $" after `{tag.Prefix}`" : string.Empty)
        + (tag.Kind is null ? string.Empty : $" if `{tag.Kind}` is `tag`");

    private static string Of(CiValue value) => string.Join(", ", value.Patterns.Select(Cell));

    private static string Cell(string pattern) =>
        Alone().Match(pattern) is { Success: true } alone ? Code(alone.Groups["name"].Value)
        : pattern.Contains('{', StringComparison.Ordinal) ? Code(StandIn().Replace(pattern, "}"))
        : $"“{pattern}”";

    private static string Code(string text) => $"`{text}`";

    private static string[] Row(CiSystem system)
    {
        var name = CiSystems.NameOf(system);
        var line = File.ReadLines(Path.Combine(Repository.Root, Page))
            .SkipWhile(line => !line.StartsWith("<!-- table", StringComparison.Ordinal))
            .First(line => line.StartsWith($"| {name} |", StringComparison.Ordinal));
        return [.. line.Trim('|', ' ').Split('|').Select(cell => cell.Trim())];
    }

    private static string First(string cell) => Names(cell)[0];

    private static List<string> Names(string cells) =>
        [.. Variable().Matches(cells).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"^\{(?<name>[^}|]+)\}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alone();

    [GeneratedRegex(@"\|[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StandIn();

    [GeneratedRegex(
        @"[`{](?<name>[A-Z][A-Z0-9]*(_[A-Z0-9]+)*|teamcity(\.\w+)+(\.\*)?)[`}]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex("if `(?<name>[A-Z_]+)` is `tag`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kind();
}
