using System.Reflection;

namespace Build.Comparing;

/// <summary>Our targets, with the article's manifests, each a process of its own as in a CI job.</summary>
/// <param name="folder">A working copy with the manifests.</param>
/// <param name="kubeconfig">The cluster.</param>
internal sealed class OwnPipeline(string folder, string kubeconfig) : IPipeline
{
    private const string Settings =
        """
        app: myapp
        container: myapp
        manifests: [manifests]
        variables: {DOCKER_USERNAME: me, SEMAPHORE_WORKFLOW_ID: one, DB_PASSWORD: unused}
        verify: {path: /}
        smoke-test:
          - path: /ready
            json: {ready: true}
          - exec: [npm, run, ping]
        migrate: {expand: [npm, run, migrate]}
        """;

    /// <inheritdoc/>
    public string Name => "ours";

    /// <inheritdoc/>
    public async Task RunAsync(PipelineStep step, string color, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "bluegreen.yml"), Settings, cancellationToken);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["KUBECONFIG"] = kubeconfig };

        // A rollback and a decommission go by what is live; the others belong to the release of their color.
        string[] which = step is PipelineStep.Deploy or PipelineStep.SmokeTest or PipelineStep.Activate
            ? [$"--tag=v1-{color}", $"--release-id={color}"]
            : ["--release-id=blue"];
        await Shell.RunAsync(
            folder,
            environment,
            ["dotnet", Assembly.GetEntryAssembly()!.Location, $"--target={step}", .. which],
            cancellationToken);
    }
}
