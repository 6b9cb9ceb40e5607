using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace BlueGreen.Contract.Tests.Privileges;

/// <summary>The documents that are proven here: the rules, the page on how to use them, and that of the
/// gateway.</summary>
internal static partial class Documents
{
    private const string Namespace = "my-namespace";
    private const string App = "my-app";

    /// <summary>Gets the text of the rules, as they stand there.</summary>
    public static string Rules { get; } = Read("rbac.yaml");

    /// <summary>Gets every verb of every resource of every rule, in order.</summary>
    public static IReadOnlyList<Permission> Permissions { get; } = [.. ReadPermissions(Rules, "Role")];

    /// <summary>Gets every verb of every resource that the page of the gateway names, in order.</summary>
    public static IReadOnlyList<Permission> OfTheGateway { get; } =
        [.. ReadPermissions(YamlBlock().Match(Read("gateway.md")).Groups["text"].Value, "ClusterRole")];

    /// <summary>Gets the rules for one app, made as the page says.</summary>
    /// <param name="namespaceName">Its namespace.</param>
    /// <param name="app">Its name.</param>
    public static string RulesFor(string namespaceName, string app) => Rules
        .Replace(Namespace, namespaceName, StringComparison.Ordinal)
        .Replace(App, app, StringComparison.Ordinal);

    /// <summary>Gets the commands of the page that make a kubeconfig.</summary>
    /// <param name="namespaceName">The namespace of the account.</param>
    public static string KubeconfigScript(string namespaceName) => ShellBlock().Matches(Read("permissions.md"))
        .Select(match => match.Groups["text"].Value)
        .Single(text => text.Contains("create token", StringComparison.Ordinal))
        .Replace("ns=shop", $"ns={namespaceName}", StringComparison.Ordinal);

    private static string Read(string name)
    {
        using var stream = typeof(Documents).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static IEnumerable<Permission> ReadPermissions(string text, string kind)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        var role = yaml.Documents.Select(document => (YamlMappingNode)document.RootNode)
            .Single(root => string.Equals((string?)root["kind"], kind, StringComparison.Ordinal));
        return
            from rule in ((YamlSequenceNode)role["rules"]).Cast<YamlMappingNode>()
            from api in Texts(rule, "apiGroups")
            from resource in Texts(rule, "resources")
            from verb in Texts(rule, "verbs")
            select new Permission(verb, resource, api) { Name = Texts(rule, "resourceNames").SingleOrDefault() };
    }

    private static IEnumerable<string> Texts(YamlMappingNode rule, string field) =>
        rule.Children.TryGetValue(field, out var list) ? ((YamlSequenceNode)list).Select(item => (string)item!) : [];

    [GeneratedRegex("^```bash\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex ShellBlock();

    [GeneratedRegex("^ *```yaml\n(?<text>.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex YamlBlock();
}
