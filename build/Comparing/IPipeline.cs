namespace Build.Comparing;

/// <summary>A way to release: the article's commands, or our targets.</summary>
internal interface IPipeline
{
    /// <summary>Gets what the table calls it.</summary>
    string Name { get; }

    /// <summary>Runs a step to its end.</summary>
    /// <param name="step">The step.</param>
    /// <param name="color">The color it is about.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>A task that ends with the step.</returns>
    Task RunAsync(PipelineStep step, string color, CancellationToken cancellationToken);
}

/// <summary>What both pipelines have, as the article cuts it.</summary>
internal enum PipelineStep
{
    /// <summary>A new version goes to the idle color, and a test route to it.</summary>
    Deploy,

    /// <summary>The new version is called through the test route.</summary>
    SmokeTest,

    /// <summary>Users go to the color.</summary>
    Activate,

    /// <summary>Users go back to the color.</summary>
    Rollback,

    /// <summary>The color is removed.</summary>
    Decommission,
}
