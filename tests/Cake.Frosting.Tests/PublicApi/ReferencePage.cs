using System.Reflection;
using System.Text.RegularExpressions;

namespace Cake.Frosting.Tests.PublicApi;

/// <summary>The list of the official package's public members, as a page that is not part of this repository holds
/// it.</summary>
/// <remarks>Its first code block has a type at the start of a line, and the type's members on it or indented under
/// it.</remarks>
internal sealed partial class ReferencePage
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);

    private ReferencePage(string text)
    {
        var block = text.Split("```csharp")[1].Split("```")[0];
        var current = string.Empty;
        foreach (var line in block.Split('\n').Select(line => Comment().Replace(line, string.Empty)))
        {
            if (Declaration().Match(line) is { Success: true } declaration)
            {
                current = Key(declaration.Groups["name"].Value, declaration.Groups["generic"].Success);
            }

            _types[current] = _types.GetValueOrDefault(current) + line + '\n';
        }
    }

    /// <summary>Finds the page beside the repository, or where BLUEGREEN_SHARED points to.</summary>
    public static string? FindPath()
    {
        var shared = Environment.GetEnvironmentVariable("BLUEGREEN_SHARED") is { Length: > 0 } chosen
            ? chosen
            : Path.Combine(RepositoryRoot.Path, "..", "shared");
        var path = Path.Combine(shared, "reference", "cake-frosting-api.md");
        return File.Exists(path) ? path : null;
    }

    public static ReferencePage Load() => new(File.ReadAllText(FindPath()!));

    public bool Has(Type type) => _types.ContainsKey(Key(type));

    /// <summary>Asks for a member by name and number of parameters; a bare name on the page stands for any
    /// number.</summary>
    public bool Has(MemberInfo member)
    {
        if (!_types.TryGetValue(Key(member.DeclaringType!), out var text))
        {
            return false;
        }

        if (member is not MethodBase method)
        {
            return text.Contains($" {member.Name} {{", StringComparison.Ordinal)
                || text.Contains($" {member.Name} =>", StringComparison.Ordinal);
        }

        var name = method.IsConstructor ? member.DeclaringType!.Name.Split('`')[0] : method.Name;
        var count = method.GetParameters().Length;
        var counts = (method.IsConstructor ? Parenthesis() : Named(name)).Matches(text)
            .Select(match => match.Groups["list"].Value)
            .Select(list => string.IsNullOrWhiteSpace(list) ? 0 : list.Count(c => c is ',') + 1)
            .ToHashSet();
        var bare = text.Split([' ', '\n']).Contains(name + "<T>", StringComparer.Ordinal);

        // The page leaves the receiver of an extension method out where it lists only names.
        return counts.Contains(count) || bare || (method.IsStatic && counts.Contains(count - 1));
    }

    private static Regex Named(string name) => new(
        $@"\b{name}(<\w+>)?\((?<list>[^)]*)\)", RegexOptions.ExplicitCapture, Limit);

    private static string Key(Type type) => Key(type.Name.Split('`')[0], type.IsGenericType);

    private static string Key(string name, bool generic) => generic ? name + "<>" : name;

    [GeneratedRegex(@"//.*$", RegexOptions.None, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\((?<list>[^)]*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parenthesis();

    [GeneratedRegex(
        @"^(\[.*?\]\s*(/\*.*?\*/\s*)?)?((public|abstract|sealed|static|class|interface)\s+)*" +
        @"(?<name>[A-Z]\w+)(?<generic><\w+>)?\s*[:({]",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Declaration();
}
