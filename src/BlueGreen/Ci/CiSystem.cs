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

    /// <summary>GitLab CI/CD.</summary>
    GitLab,

    /// <summary>Azure Pipelines.</summary>
    AzurePipelines,

    /// <summary>CircleCI.</summary>
    CircleCi,

    /// <summary>Buildkite.</summary>
    Buildkite,

    /// <summary>TeamCity.</summary>
    TeamCity,

    /// <summary>Jenkins.</summary>
    Jenkins,
}
