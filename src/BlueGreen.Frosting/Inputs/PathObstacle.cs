namespace BlueGreen.Frosting.Inputs;

/// <summary>What keeps a file of a repository from being written: a link, or a file where a folder is needed.</summary>
/// <param name="Name">Its path from the repository's root.</param>
/// <param name="IsLink">Whether it is a link: following it, a file outside of the repository would be
/// written.</param>
internal sealed record PathObstacle(string Name, bool IsLink)
{
    /// <summary>Finds the first one on the way to a file, the file itself included when it is a link.</summary>
    /// <param name="root">The repository's root.</param>
    /// <param name="path">The file's path from the root, with forward slashes.</param>
    /// <returns>What is in the way; null when nothing is.</returns>
    public static PathObstacle? Find(string root, string path)
    {
        var names = path.Split('/');
        return Enumerable.Range(1, names.Length)
            .Select(count => Look(root, string.Join('/', names[..count]), isLast: count == names.Length))
            .FirstOrDefault(found => found is not null);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} is a {(IsLink ? "link" : "file")}";

    private static PathObstacle? Look(string root, string name, bool isLast)
    {
        var place = new FileInfo(Path.Combine(root, name));
        return place.LinkTarget is not null ? new PathObstacle(name, IsLink: true)
            : place.Exists && !isLast ? new PathObstacle(name, IsLink: false)
            : null;
    }
}
