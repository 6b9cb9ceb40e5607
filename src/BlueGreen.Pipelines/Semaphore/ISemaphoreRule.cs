using BlueGreen.Pipelines.Checking;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>Something that a pipeline file must keep to beyond its shape.</summary>
internal interface ISemaphoreRule
{
    /// <summary>Checks a file.</summary>
    /// <param name="file">The file; nothing is known of its shape.</param>
    /// <param name="findings">Takes what is wrong.</param>
    void Check(SemaphoreFile file, Findings findings);
}
