namespace BlueGreen.Ci;

/// <summary>Where a target runs.</summary>
public enum CiSystem
{
    /// <summary>A person's machine, or a CI system that is not known.</summary>
    Local,

    /// <summary>Semaphore.</summary>
    Semaphore,

    /// <summary>GitHub Actions.</summary>
    GitHubActions,
}
