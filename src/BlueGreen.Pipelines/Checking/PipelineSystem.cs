namespace BlueGreen.Pipelines.Checking;

/// <summary>CI systems whose files are checked.</summary>
public enum PipelineSystem
{
    /// <summary>Semaphore: <c>.semaphore/</c>.</summary>
    Semaphore,

    /// <summary>GitHub Actions: <c>.github/workflows/</c>.</summary>
    GitHub,
}
