using BlueGreen.Pipelines.Semaphore;

namespace BlueGreen.Pipelines.Checking;

/// <summary>Finds what is wrong with the pipeline files of a repository: what we write, and what a user wrote.</summary>
public static class PipelineCheck
{
    /// <summary>Checks files that belong together: all pipeline files of one repository.</summary>
    /// <param name="files">The files. Those that neither CI system reads are checked as Semaphore's.</param>
    /// <param name="expected">What they are held to.</param>
    /// <returns>What is wrong, by file and line; empty when nothing is.</returns>
    public static IReadOnlyList<Finding> Check(IReadOnlyList<PipelineSource> files, PipelineExpectations expected)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(expected);
        var findings = new Findings();
        SemaphoreCheck.Check(
            files.Where(file => file.System is not PipelineSystem.GitHub).Select(file => (file.Name, file.Text)),
            findings);
        return findings.All;
    }
}
