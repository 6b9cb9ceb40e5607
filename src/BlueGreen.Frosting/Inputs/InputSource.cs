namespace BlueGreen.Frosting.Inputs;

/// <summary>Where everything a user said comes from.</summary>
/// <param name="Folder">The working directory: <c>bluegreen.yml</c> and manifests are found from here.</param>
/// <param name="Environment">The environment variables.</param>
/// <param name="Arguments">The command line, by name without dashes.</param>
public sealed record InputSource(
    string Folder,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Arguments);
