using System.Collections.Immutable;

namespace BlueGreen.Ci;

/// <summary>The CI systems that are known: one entry a system. The table of <c>docs/ci.md</c> is written from
/// it.</summary>
/// <remarks>
/// The order decides where several seem to run a job. A runner that was itself started by another CI system inherits
/// that one's variables, and agents that teams run themselves (TeamCity, Jenkins) are where this happens: they come
/// last.
/// </remarks>
/// <seealso href="https://docs.semaphoreci.com/reference/env-vars"/>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/variables"/>
/// <seealso href="https://docs.gitlab.com/ci/variables/predefined_variables"/>
/// <seealso href="https://learn.microsoft.com/azure/devops/pipelines/build/variables"/>
/// <seealso href="https://circleci.com/docs/reference/variables/"/>
/// <seealso href="https://buildkite.com/docs/pipelines/configure/environment-variables"/>
/// <seealso href="https://www.jetbrains.com/help/teamcity/predefined-build-parameters.html"/>
/// <seealso href="https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables"/>
internal static class CiProfiles
{
    /// <summary>Gets all of them, the first that is seen counts.</summary>
    public static ImmutableArray<CiProfile> All { get; } =
        [Semaphore(), GitHub(), GitLab(), Azure(), CircleCi(), Buildkite(), TeamCity(), Jenkins()];

    private static CiProfile Semaphore() => new(CiSystem.Semaphore, "Semaphore", "SEMAPHORE")
    {
        Tag = new CiTag("SEMAPHORE_GIT_TAG_NAME"),
        ReleaseId = CiValue.Of("{SEMAPHORE_WORKFLOW_ID}"),
        Job = CiValue.Of("semaphore/{SEMAPHORE_JOB_ID|job}"),
        Actor = CiValue.Of(
            "{SEMAPHORE_PIPELINE_PROMOTED_BY}", "{SEMAPHORE_WORKFLOW_TRIGGERED_BY}", "{SEMAPHORE_GIT_COMMITTER}",
            "semaphore"),
        Commit = CiValue.Of("{SEMAPHORE_GIT_SHA}"),
        Link = CiValue.Of(
            "{SEMAPHORE_ORGANIZATION_URL}/jobs/{SEMAPHORE_JOB_ID}",
            "{SEMAPHORE_ORGANIZATION_URL}/workflows/{SEMAPHORE_WORKFLOW_ID}"),
    };

    private static CiProfile GitHub() => new(CiSystem.GitHubActions, "GitHub Actions", "GITHUB_ACTIONS")
    {
        Tag = new CiTag("GITHUB_REF_NAME") { Kind = "GITHUB_REF_TYPE" },
        ReleaseId = CiValue.Of("{GITHUB_RUN_ID}"),
        Job = CiValue.Of("github/{GITHUB_RUN_ID|run}/{GITHUB_RUN_ATTEMPT|1}/{GITHUB_JOB|job}"),
        Actor = CiValue.Of("{GITHUB_TRIGGERING_ACTOR}", "{GITHUB_ACTOR}", "github"),
        Commit = CiValue.Of("{GITHUB_SHA}"),
        Link = CiValue.Of(
            "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/actions/runs/{GITHUB_RUN_ID}/attempts/{GITHUB_RUN_ATTEMPT|1}"),
    };

    private static CiProfile GitLab() => new(CiSystem.GitLab, "GitLab CI", "GITLAB_CI")
    {
        Tag = new CiTag("CI_COMMIT_TAG"),
        ReleaseId = CiValue.Of("{CI_PIPELINE_ID}"),
        Job = CiValue.Of("gitlab/{CI_JOB_ID|job}"),
        Actor = CiValue.Of("{GITLAB_USER_LOGIN}", "gitlab"),
        Commit = CiValue.Of("{CI_COMMIT_SHA}"),
        Link = CiValue.Of("{CI_JOB_URL}", "{CI_PIPELINE_URL}"),
    };

    private static CiProfile Azure() => new(CiSystem.AzurePipelines, "Azure Pipelines", "TF_BUILD")
    {
        Tag = new CiTag("BUILD_SOURCEBRANCH") { Prefix = "refs/tags/" },
        ReleaseId = CiValue.Of("{BUILD_BUILDID}"),
        Job = CiValue.Of(
            "azure/{BUILD_BUILDID|build}/{SYSTEM_STAGENAME|stage}.{SYSTEM_STAGEATTEMPT|1}" +
            "/{SYSTEM_JOBNAME|job}.{SYSTEM_JOBATTEMPT|1}"),
        Actor = CiValue.Of("{BUILD_REQUESTEDFOR}", "azure"),
        Commit = CiValue.Of("{BUILD_SOURCEVERSION}"),
        Link = CiValue.Of(
            "{SYSTEM_COLLECTIONURI}/{SYSTEM_TEAMPROJECT}/_build/results?buildId={BUILD_BUILDID}",
            "{SYSTEM_TEAMFOUNDATIONCOLLECTIONURI}/{SYSTEM_TEAMPROJECT}/_build/results?buildId={BUILD_BUILDID}"),
    };

    private static CiProfile CircleCi() => new(CiSystem.CircleCi, "CircleCI", "CIRCLECI")
    {
        Tag = new CiTag("CIRCLE_TAG"),

        // "Rerun from failed" makes a new workflow in the same pipeline: the pipeline's id is the one that stays.
        ReleaseId = CiValue.Of("{CIRCLE_PIPELINE_ID}", "{CIRCLE_WORKFLOW_ID}"),
        Job = CiValue.Of("circleci/{CIRCLE_WORKFLOW_JOB_ID}", "circleci/{CIRCLE_BUILD_NUM|job}"),
        Actor = CiValue.Of("{CIRCLE_USERNAME}", "circleci"),
        Commit = CiValue.Of("{CIRCLE_SHA1}"),
        Link = CiValue.Of("{CIRCLE_BUILD_URL}"),
    };

    private static CiProfile Buildkite() => new(CiSystem.Buildkite, "Buildkite", "BUILDKITE")
    {
        Tag = new CiTag("BUILDKITE_TAG"),
        ReleaseId = CiValue.Of("{BUILDKITE_BUILD_ID}"),
        Job = CiValue.Of("buildkite/{BUILDKITE_JOB_ID|job}/{BUILDKITE_RETRY_COUNT|0}"),
        Actor = CiValue.Of("{BUILDKITE_UNBLOCKER}", "{BUILDKITE_BUILD_CREATOR}", "buildkite"),
        Commit = CiValue.Of("{BUILDKITE_COMMIT}"),
        Link = CiValue.Of("{BUILDKITE_BUILD_URL}#{BUILDKITE_JOB_ID}", "{BUILDKITE_BUILD_URL}"),
    };

    private static CiProfile TeamCity() => new(CiSystem.TeamCity, "TeamCity", "TEAMCITY_VERSION")
    {
        // Names with dots are properties, from the file that TEAMCITY_BUILD_PROPERTIES_FILE names.
        Tag = new CiTag("teamcity.build.vcs.branch.*") { Prefix = "refs/tags/" },
        ReleaseId = CiValue.Of(
            "{teamcity.build.id}",
            "{TEAMCITY_PROJECT_NAME}-{TEAMCITY_BUILDCONF_NAME}-{BUILD_NUMBER}",
            "{TEAMCITY_BUILDCONF_NAME}-{BUILD_NUMBER}"),
        Job = CiValue.Of(
            "teamcity/{teamcity.build.id}", "teamcity/{TEAMCITY_BUILDCONF_NAME|build}/{BUILD_NUMBER|number}"),
        Actor = CiValue.Of("{teamcity.build.triggeredBy.username}", "{teamcity.build.triggeredBy}", "teamcity"),
        Commit = CiValue.Of("{BUILD_VCS_NUMBER}"),
        Link = CiValue.Of("{BUILD_URL}", "{teamcity.serverUrl}/viewLog.html?buildId={teamcity.build.id}"),
    };

    private static CiProfile Jenkins() => new(CiSystem.Jenkins, "Jenkins", "JENKINS_URL")
    {
        Tag = new CiTag("TAG_NAME"),
        ReleaseId = CiValue.Of("{BUILD_TAG}", "{JOB_NAME}-{BUILD_NUMBER}"),
        Job = CiValue.Of("jenkins/{BUILD_TAG}/{STAGE_NAME|stage}", "jenkins/{JOB_NAME|job}/{BUILD_NUMBER|number}"),
        Actor = CiValue.Of("{BUILD_USER_ID}", "jenkins"),
        Commit = CiValue.Of("{GIT_COMMIT}"),
        Link = CiValue.Of("{BUILD_URL}"),
    };
}
