namespace BlueGreen.Pipelines.Checking;

/// <summary>A pipeline file as it is to be checked: of the disk, or not written yet.</summary>
/// <param name="Name">
/// The path from the repository's root, such as <c>.semaphore/deploy.yml</c>; it tells the CI system.
/// </param>
/// <param name="Text">What it holds.</param>
public sealed record PipelineSource(string Name, string Text)
{
    /// <summary>Gets the CI system that reads it; null when it is none that is checked.</summary>
    public PipelineSystem? System => PipelineSystems.Of(Name);
}
