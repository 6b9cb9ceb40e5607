namespace BlueGreen.Ci;

/// <summary>Finds what a CI system says: in environment variables, and with TeamCity in property files too.</summary>
/// <param name="input">The environment, and how to read a file.</param>
internal sealed class CiVariables(CiInput input)
{
    private const string PropertiesFile = "TEAMCITY_BUILD_PROPERTIES_FILE";
    private const string MoreProperties = "teamcity.configuration.properties.file";
    private const string BranchPrefix = "teamcity.build.vcs.branch.";
    private const string OnlyBranch = BranchPrefix + "*";

    // What these systems write where they know nothing: no person did it, no commit was asked for.
    private static readonly string[] Fillers = ["auto-promotion", "n/a", "HEAD"];
    private readonly Lazy<Dictionary<string, string>> _properties = new(() => ReadProperties(input));

    /// <summary>Finds a variable, or with a dot in its name a property.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The value without white space around it; null when there is none.</returns>
    public string? Find(string name)
    {
        var source = name.Contains('.', StringComparison.Ordinal) ? _properties.Value : input.Environment;
        var value = source.GetValueOrDefault(name)?.Trim();
        return string.IsNullOrEmpty(value) || Fillers.Contains(value, StringComparer.Ordinal) ? null : value;
    }

    /// <summary>One file has the properties of the system, and names another with those of the configuration.</summary>
    private static Dictionary<string, string> ReadProperties(CiInput input)
    {
        var first = Read(input, input.Environment.GetValueOrDefault(PropertiesFile));
        foreach (var (name, value) in Read(input, first.GetValueOrDefault(MoreProperties)))
        {
            first.TryAdd(name, value);
        }

        // Each repository of a build has a branch; which one is the release is known when they agree.
        var branches = first.Where(each => each.Key.StartsWith(BranchPrefix, StringComparison.Ordinal))
            .Select(each => each.Value).Distinct(StringComparer.Ordinal).ToList();
        first.Remove(OnlyBranch);
        if (branches.Count == 1)
        {
            first[OnlyBranch] = branches[0];
        }

        return first;
    }

    private static Dictionary<string, string> Read(CiInput input, string? path) =>
        string.IsNullOrWhiteSpace(path) || input.ReadFile(path) is not { } text
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : JavaProperties.Parse(text);
}
