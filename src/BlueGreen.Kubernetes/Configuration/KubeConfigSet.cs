namespace BlueGreen.Kubernetes.Configuration;

/// <summary>Several kubeconfig files as one: of two entries with the same name the first file's counts, as a
/// whole.</summary>
internal sealed class KubeConfigSet
{
    private readonly Dictionary<string, KubeConfigNode> _clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KubeConfigNode> _contexts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KubeConfigNode> _users = new(StringComparer.Ordinal);

    private KubeConfigSet(IReadOnlyList<KubeConfigNode> files)
    {
        Source = string.Join(Path.PathSeparator, files.Select(f => f.File));
        CurrentContext = files.Select(f => f.Text("current-context")).FirstOrDefault(c => c is not null);
        foreach (var file in files)
        {
            AddFirst(_clusters, file, "clusters", "cluster");
            AddFirst(_contexts, file, "contexts", "context");
            AddFirst(_users, file, "users", "user");
        }
    }

    /// <summary>Gets the files, in words.</summary>
    public string Source { get; }

    public string? CurrentContext { get; }

    public bool IsEmpty => _clusters.Count == 0 && _contexts.Count == 0;

    public static KubeConfigSet Merge(IReadOnlyList<KubeConfigNode> files) => new(files);

    public KubeConfigNode Context(string name) => Get(_contexts, "context", name, "Name one of them with --context.");

    public KubeConfigNode Cluster(string name) => Get(_clusters, "cluster", name, "Repair the context.");

    public KubeConfigNode User(string name) => Get(_users, "user", name, "Repair the context.");

    public string DescribeContexts() => Describe(_contexts.Keys);

    private static void AddFirst(
        Dictionary<string, KubeConfigNode> entries, KubeConfigNode file, string list, string kind)
    {
        foreach (var entry in file.Mappings(list, $"an entry of {list}"))
        {
            var name = entry.Text("name")
                ?? throw entry.Fault("has no name", "Give it one, or remove the entry.");
            if (entry.Mapping(kind, $"{kind} '{name}'") is { } body)
            {
                entries.TryAdd(name, body);
            }
        }
    }

    private static string Describe(IEnumerable<string> names)
    {
        var all = names.Order(StringComparer.Ordinal).ToList();
        return all.Count == 0 ? "there are none" : "known: " + string.Join(", ", all);
    }

    private KubeConfigNode Get(Dictionary<string, KubeConfigNode> entries, string kind, string name, string remedy)
    {
        if (entries.TryGetValue(name, out var found))
        {
            return found;
        }

        var nearest = NearestName.Find(name, entries.Keys) is { } guess ? $" Did you mean '{guess}'?" : "";
        throw new KubeConfigException(
            $"There is no {kind} '{name}' in {Source} ({Describe(entries.Keys)}).{nearest}", remedy);
    }
}
