using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.Tests;

/// <summary>The house rules that no analyzer knows. Each prints every breach at once, as path and rule.</summary>
public sealed partial class TidyTests
{
    /// <summary>What each product may reference; its tests may do the same, and reference it and the helpers.</summary>
    private static readonly Dictionary<string, string[]> AllowedReferences = new(StringComparer.Ordinal)
    {
        ["BlueGreen"] = [],
        ["BlueGreen.Kubernetes"] = [],
        ["BlueGreen.MiniCluster"] = [],
        ["BlueGreen.Pipelines"] = ["BlueGreen"],
        ["BlueGreen.Routers"] = ["BlueGreen", "BlueGreen.Kubernetes"],
        ["BlueGreen.Frosting"] =
        [
            "BlueGreen", "BlueGreen.Kubernetes", "BlueGreen.Routers", "BlueGreen.MiniCluster", "BlueGreen.Pipelines",
            "Cake.Frosting", "Cake.Docker",
        ],
        ["BlueGreen.Testing"] = [],
        ["BlueGreen.Contract"] = ["BlueGreen.Frosting", "Cake.Frosting", "Uptimer"],
        ["BlueGreen.Kubectl"] = ["BlueGreen.MiniCluster", "Uptimer"],
        ["BlueGreen.EndToEnd"] =
        [
            "BlueGreen", "BlueGreen.Pipelines", "BlueGreen.Kubernetes", "BlueGreen.Routers", "BlueGreen.MiniCluster",
            "Build", "Uptimer",
        ],
        ["Build"] = ["BlueGreen", "BlueGreen.Frosting", "BlueGreen.MiniCluster", "Cake.Frosting", "Uptimer"],
        ["Cake.Frosting"] = ["Cake.references"],
        ["Cake.Docker"] = ["Cake.references", "Cake.Frosting"],
        ["Uptimer"] = [],
    };

    private static readonly string[] SourceFolders = ["src", "tests", "build", "samples", "compat"];
    private static readonly string[] SourceEndings = [".cs", ".sh", ".ps1"];
    private static readonly string[] TextEndings =
        [.. SourceEndings, ".csproj", ".props", ".md", ".yml", ".yaml", ".json", ".slnx", ""];
    private static readonly string[] OutputFolders = ["artifacts", "obj", "bin", "node_modules"];
    private static readonly string[] PagesOfWords = ["docs/vocabulary.md", "tests/BlueGreen.Tests/TidyTests.cs"];

    private static readonly string Root = Repository.Root;
    private static readonly ConcurrentDictionary<string, string> Texts = new(StringComparer.Ordinal);
    private static readonly string[] Files = [.. FilesUnder(new DirectoryInfo(Root))];

    [Fact]
    public void SourceFiles_AreShort() => AssertNone(
        from file in Sources()
        let lines = ReadLines(file).Length
        where lines > 250
        select $"{file}: {lines} lines, at most 250");

    [Fact]
    public void SourceLines_AreNarrow() => AssertNone(
        from file in Sources()
        from line in ReadLines(file).Select((text, index) => (text.Length, Number: index + 1))
        where line.Length > 120
        select $"{file}:{line.Number}: a line of {line.Length} columns, at most 120");

    [Fact]
    public void Projects_ReferenceOnlyWhatTheyMay() => AssertNone(
        from project in Files.Where(file => HasEnding(file, ".csproj"))
        let name = Path.GetFileNameWithoutExtension(project)
        from target in References(Read(project))
        where !MayReference(name, target)
        select $"{project}: must not reference {target}; what it may is said in {nameof(AllowedReferences)}");

    [Fact]
    public void Projects_AreInTheSolution()
    {
        var solution = Read("BlueGreen.slnx");
        AssertNone(
            from project in Files.Where(file => HasEnding(file, ".csproj"))
            where !solution.Contains($"\"{project}\"", StringComparison.Ordinal)
            select $"{project}: not in BlueGreen.slnx");
    }

    [Fact]
    public void Words_AreOfTheVocabulary() => AssertNone(
        Breaches(ForeignWord(), Sources().Concat(Documents()), "is not a word of docs/vocabulary.md"));

    [Fact]
    public void Sources_AreFinished() => AssertNone(
        Breaches(UnfinishedMark(), Files.Where(IsText), "marks something unfinished"));

    [Fact]
    public void Files_NameNoMachine() => AssertNone(
        Breaches(MachinePath(), Files.Where(IsText), "is a path of somebody's machine"));

    [Fact]
    public void ExitCodes_AreThoseOfTheirPage()
    {
        var codes = Enum.GetValues<ExitCode>().Select(code => (int)code).ToArray();
        var page = CodeCell().Matches(Read("docs/exit-codes.md"))
            .Select(match => int.Parse(match.Groups["code"].Value, CultureInfo.InvariantCulture))
            .ToArray();

        AssertNone(codes.Except(page).Select(code => $"docs/exit-codes.md: no table row for {code}")
            .Concat(page.Except(codes).Select(code => $"docs/exit-codes.md: {code} is no {nameof(ExitCode)}")));
    }

    [Fact]
    public void Packages_HaveAReason()
    {
        var page = Read("docs/dependencies.md");
        AssertNone(
            from file in Files.Where(file => HasEnding(file, ".props") || HasEnding(file, ".csproj"))
            from Match package in PackageName().Matches(Read(file))
            let name = package.Groups["name"].Value
            where !page.Contains($"`{name}`", StringComparison.Ordinal)
            select $"docs/dependencies.md: no reason for {name} of {file}");
    }

    [Fact]
    public void Decisions_HaveContextDecisionAndPrice() => AssertNone(
        from file in Files.Where(file => file.StartsWith("docs/decisions/", StringComparison.Ordinal))
        from heading in new[] { "Context", "Decision", "Price" }
        where !ReadLines(file).Contains("## " + heading, StringComparer.Ordinal)
        select $"{file}: no section {heading}");

    [Fact]
    public void Documents_LinkToWhatExists() => AssertNone(
        from file in Documents()
        from Match link in LocalLink().Matches(Read(file))
        let target = Path.Combine(Root, Path.GetDirectoryName(file)!, link.Groups["path"].Value)
        where !File.Exists(target) && !Directory.Exists(target)
        select $"{file}: '{link.Groups["path"].Value}' does not exist");

    [Fact]
    public void Changelog_IsThere() => AssertNone(
        from file in new[] { "CHANGELOG.md", "LICENSE" }
        where !File.Exists(Path.Combine(Root, file)) || string.IsNullOrWhiteSpace(Read(file))
        select $"{file}: missing or empty");

    /// <summary>The analyzers follow a request's input only in the folders that <c>.editorconfig</c> names.</summary>
    [Fact]
    public void Requests_AreTakenWhereTheAnalyzersLook()
    {
        Assert.Contains(
            "[{samples/**,src/BlueGreen.MiniCluster/{ApiServer/{Http,Pods,Security}/**,Gateway/*,Gateway/Forwarding/*,"
                + "Page/*}}.cs]\ndotnet_diagnostic.CA3003.severity = warning\n",
            Read(".editorconfig"),
            StringComparison.Ordinal);
        AssertNone(
            from file in Sources().Where(file => file.StartsWith("src/", StringComparison.Ordinal))
            where WebRequest().IsMatch(Read(file)) && !RequestFolder().IsMatch(file)
            select $"{file}: takes requests; add its folder to .editorconfig and here");
    }

    private static IEnumerable<string> Sources() => Files.Where(file =>
        SourceEndings.Any(ending => HasEnding(file, ending))
        && (SourceFolders.Contains(file.Split('/')[0], StringComparer.Ordinal)
            || !file.Contains('/', StringComparison.Ordinal)));

    private static IEnumerable<string> Documents() => Files.Where(file => HasEnding(file, ".md"));

    private static bool IsText(string file) => TextEndings.Contains(Path.GetExtension(file), StringComparer.Ordinal);

    private static bool HasEnding(string file, string ending) => file.EndsWith(ending, StringComparison.Ordinal);

    private static IEnumerable<string> Breaches(Regex pattern, IEnumerable<string> files, string rule) =>
        from file in files.Except(PagesOfWords, StringComparer.Ordinal)
        where pattern.IsMatch(Read(file))
        from line in ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
        from Match match in pattern.Matches(line.Text)
        select $"{file}:{line.Number}: '{match.Value}' {rule}";

    private static bool MayReference(string project, string target)
    {
        var product = HasEnding(project, ".Tests") ? project[..^".Tests".Length] : project;
        return AllowedReferences.TryGetValue(product, out var allowed)
            && (allowed.Contains(target, StringComparer.Ordinal)
                || (HasEnding(project, ".Tests") && (target.Equals(product, StringComparison.Ordinal)
                    || target is "BlueGreen.Testing")));
    }

    /// <summary>Lists referenced projects by name; importing the props file counts as the project behind it.</summary>
    private static IEnumerable<string> References(string project) => ProjectReference().Matches(project)
        .Select(match => match.Groups["name"].Value)
        .Select(name => name is "Frosting.references" or "Docker.references" ? $"Cake.{name.Split('.')[0]}" : name);

    private static string Read(string file) =>
        Texts.GetOrAdd(file, path => File.ReadAllText(Path.Combine(Root, path)));

    private static string[] ReadLines(string file)
    {
        var text = Read(file).ReplaceLineEndings("\n");
        return text.EndsWith('\n') ? text[..^1].Split('\n') : text.Split('\n');
    }

    private static void AssertNone(IEnumerable<string> breaches) =>
        Assert.True(!breaches.Any(), string.Join('\n', breaches.Distinct(StringComparer.Ordinal)));

    /// <summary>Lists files as paths from the root, with slashes; hidden folders only where they are ours.</summary>
    private static IEnumerable<string> FilesUnder(DirectoryInfo folder) => folder.EnumerateFiles()
        .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
        .Concat(folder.EnumerateDirectories()
            .Where(child => !OutputFolders.Contains(child.Name, StringComparer.Ordinal))
            .Where(child => child.Name[0] is not '.' || child.Name is ".ci" or ".semaphore" or ".github")
            .SelectMany(FilesUnder));

    [GeneratedRegex(
        @"<(ProjectReference Include|Import Project)=""([^""]*[/\\])?(?<name>[^""/\\]+)\.(csproj|props)""",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex ProjectReference();

    [GeneratedRegex(
        @"<Package(Version|Reference|Download) Include=""(?<name>[^""]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PackageName();

    [GeneratedRegex(@"(?m)^\|?\s*[`*]*(?<code>\d{1,3})[`*]*\s*\|", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeCell();

    [GeneratedRegex(@"\b(HttpContext|HttpRequest)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WebRequest();

    [GeneratedRegex(
        "^src/BlueGreen.MiniCluster/(ApiServer/(Http|Pods|Security)/|(Gateway|Gateway/Forwarding|Page)/[^/]+$)",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex RequestFolder();

    [GeneratedRegex(@"\]\((?!\w+:|#)(?<path>[^)#\s]+)[^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LocalLink();

    [GeneratedRegex(
        @"(?i)\b(flip(s|ped|ping)?|swap(s|ped|ping)? over|(prod|staging) slot|activeColor|inactive|cutover)\b",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex ForeignWord();

    [GeneratedRegex(
        @"\b(TODO|FIXME|HACK|XXX|NotImplementedException|for now|For now)\b|#region\b",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex UnfinishedMark();

    [GeneratedRegex(
        @"(?<![\w.$}>])/(home|mnt|root|srv|tmp|work|Users)/\w|\b[A-Z]:\\Users\\", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();
}
