namespace BlueGreen.Frosting.Inputs;

/// <summary>
/// Carries the environment variables to the context. Cake's own copy forgets case, and manifests do not.
/// </summary>
/// <param name="Variables">The variables.</param>
internal sealed record ProcessEnvironment(IReadOnlyDictionary<string, string> Variables);
