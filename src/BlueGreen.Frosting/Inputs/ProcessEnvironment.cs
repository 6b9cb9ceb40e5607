namespace BlueGreen.Frosting.Inputs;

/// <summary>
/// Carries to the context what a run has from its process. Cake's own copy of the variables forgets case, and
/// manifests do not.
/// </summary>
/// <param name="Variables">The environment variables.</param>
/// <param name="OpenStdout">Opens what a document for machines is written to.</param>
internal sealed record ProcessEnvironment(IReadOnlyDictionary<string, string> Variables, Func<Stream> OpenStdout);
