namespace Build.Comparing;

/// <summary>The article's bash commands, unmodified: <c>tests/article/pipeline.bash</c>.</summary>
/// <param name="repository">This repository.</param>
/// <param name="folder">A working copy with the manifests.</param>
/// <param name="kubeconfig">The cluster.</param>
internal sealed class ArticlePipeline(string repository, string folder, string kubeconfig) : IPipeline
{
    /// <inheritdoc/>
    public string Name => "article";

    /// <inheritdoc/>
    public async Task RunAsync(PipelineStep step, string color, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case PipelineStep.Deploy:
                await JobAsync("sanity", "COLOR_TEST", color, cancellationToken);
                await JobAsync("deploy", "COLOR_TEST", color, cancellationToken);
                break;
            case PipelineStep.SmokeTest:
                await JobAsync("smoke", "COLOR_TEST", color, cancellationToken);
                break;
            case PipelineStep.Activate:
                await JobAsync("activate", "COLOR_ACTIVE", color, cancellationToken);
                break;
            case PipelineStep.Rollback:
                await JobAsync("rollback", "COLOR_ACTIVE", color, cancellationToken);
                break;
            case PipelineStep.Decommission:
                await JobAsync("decommission", "COLOR_DECOMISSION", color, cancellationToken);
                break;
        }
    }

    private Task<string> JobAsync(string job, string variable, string color, CancellationToken cancellationToken) =>
        Shell.RunAsync(
            folder,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["KUBECONFIG"] = kubeconfig,
                ["DOCKER_USERNAME"] = "me",
                ["SEMAPHORE_WORKFLOW_ID"] = color,
                ["DB_PASSWORD"] = "unused",
                [variable] = color,
            },
            ["bash", Path.Combine(repository, "tests", "article", "pipeline.bash"), job],
            cancellationToken);
}
