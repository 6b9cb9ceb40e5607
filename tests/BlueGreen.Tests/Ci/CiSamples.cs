using BlueGreen.Ci;

namespace BlueGreen.Tests.Ci;

/// <summary>What each CI system sets for the tag v2.0-green, and what must be read from it.</summary>
internal static class CiSamples
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private const string Tag = "v2.0-green";

    public static IReadOnlyDictionary<CiSystem, (string[] Variables, CiRun Run)> All { get; } =
        new Dictionary<CiSystem, (string[], CiRun)>
        {
            [CiSystem.Semaphore] = (
                ["SEMAPHORE=true", "SEMAPHORE_WORKFLOW_ID=d2a07a5d-5eb9", "SEMAPHORE_JOB_ID=7c3",
                    "SEMAPHORE_GIT_REF_TYPE=tag", "SEMAPHORE_GIT_TAG_NAME=v2.0-green", $"SEMAPHORE_GIT_SHA={Commit}",
                    "SEMAPHORE_GIT_BRANCH=refs/tags/v2.0-green", "SEMAPHORE_PIPELINE_PROMOTED_BY=rosa",
                    "SEMAPHORE_WORKFLOW_TRIGGERED_BY=max", "SEMAPHORE_ORGANIZATION_URL=https://acme.semaphoreci.com"],
                Run(CiSystem.Semaphore, "d2a07a5d-5eb9", "https://acme.semaphoreci.com/jobs/7c3", "semaphore/7c3")),
            [CiSystem.GitHubActions] = (
                ["GITHUB_ACTIONS=true", "GITHUB_RUN_ID=1234567890", "GITHUB_RUN_ATTEMPT=2", "GITHUB_JOB=deploy",
                    "GITHUB_REF_TYPE=tag", "GITHUB_REF_NAME=v2.0-green", "GITHUB_REF=refs/tags/v2.0-green",
                    $"GITHUB_SHA={Commit}", "GITHUB_ACTOR=max", "GITHUB_TRIGGERING_ACTOR=rosa",
                    "GITHUB_SERVER_URL=https://github.com", "GITHUB_REPOSITORY=acme/shop"],
                Run(CiSystem.GitHubActions, "1234567890",
                    "https://github.com/acme/shop/actions/runs/1234567890/attempts/2", "github/1234567890/2/deploy")),
            [CiSystem.GitLab] = (
                ["GITLAB_CI=true", "CI_SERVER=yes", "CI_PIPELINE_ID=4294967297", "CI_JOB_ID=8589934593",
                    "CI_COMMIT_TAG=v2.0-green", $"CI_COMMIT_SHA={Commit}", "GITLAB_USER_LOGIN=rosa",
                    "CI_JOB_URL=https://gitlab.com/acme/shop/-/jobs/8589934593"],
                Run(CiSystem.GitLab, "4294967297",
                    "https://gitlab.com/acme/shop/-/jobs/8589934593", "gitlab/8589934593")),
            [CiSystem.AzurePipelines] = (
                ["TF_BUILD=True", "BUILD_BUILDID=42", "BUILD_SOURCEBRANCH=refs/tags/v2.0-green",
                    "BUILD_SOURCEBRANCHNAME=v2.0-green", $"BUILD_SOURCEVERSION={Commit}", "BUILD_REQUESTEDFOR=rosa",
                    "SYSTEM_COLLECTIONURI=https://dev.azure.com/acme/", "SYSTEM_TEAMPROJECT=shop",
                    "SYSTEM_STAGENAME=Deploy", "SYSTEM_STAGEATTEMPT=2", "SYSTEM_JOBNAME=run", "SYSTEM_JOBATTEMPT=1"],
                Run(CiSystem.AzurePipelines, "42",
                    "https://dev.azure.com/acme/shop/_build/results?buildId=42", "azure/42/Deploy.2/run.1")),
            [CiSystem.CircleCi] = (
                ["CIRCLECI=true", "CIRCLE_PIPELINE_ID=5034460f-c7c4", "CIRCLE_WORKFLOW_ID=a1b2", "CIRCLE_BUILD_NUM=7",
                    "CIRCLE_WORKFLOW_JOB_ID=c3d4", "CIRCLE_TAG=v2.0-green", $"CIRCLE_SHA1={Commit}",
                    "CIRCLE_USERNAME=rosa", "CIRCLE_BUILD_URL=https://circleci.com/gh/acme/shop/7"],
                Run(CiSystem.CircleCi, "5034460f-c7c4", "https://circleci.com/gh/acme/shop/7", "circleci/c3d4")),
            [CiSystem.Buildkite] = (
                ["BUILDKITE=true", "BUILDKITE_BUILD_ID=4735ba57", "BUILDKITE_JOB_ID=e44f9784",
                    "BUILDKITE_RETRY_COUNT=1", "BUILDKITE_TAG=v2.0-green", $"BUILDKITE_COMMIT={Commit}",
                    "BUILDKITE_BUILD_CREATOR=max", "BUILDKITE_UNBLOCKER=rosa",
                    "BUILDKITE_BUILD_URL=https://buildkite.com/acme/shop/builds/7"],
                Run(CiSystem.Buildkite, "4735ba57",
                    "https://buildkite.com/acme/shop/builds/7#e44f9784", "buildkite/e44f9784/1")),
            [CiSystem.TeamCity] = (
                ["TEAMCITY_VERSION=2025.07", "BUILD_NUMBER=7", "TEAMCITY_BUILDCONF_NAME=Deploy",
                    "TEAMCITY_BUILD_PROPERTIES_FILE=/properties", $"BUILD_VCS_NUMBER={Commit}",
                    "BUILD_URL=https://tc.example.com/build/31415"],
                Run(CiSystem.TeamCity, "31415", "https://tc.example.com/build/31415", "teamcity/31415")),
            [CiSystem.Jenkins] = (
                ["JENKINS_URL=https://ci.example.com/", "BUILD_TAG=jenkins-shop-v2.0-green-7", "BUILD_NUMBER=7",
                    "JOB_NAME=shop/v2.0-green", "STAGE_NAME=Deploy", "TAG_NAME=v2.0-green", $"GIT_COMMIT={Commit}",
                    "BUILD_USER_ID=rosa", "BUILD_URL=https://ci.example.com/job/shop/job/v2.0-green/7/"],
                Run(CiSystem.Jenkins, "jenkins-shop-v2.0-green-7",
                    "https://ci.example.com/job/shop/job/v2.0-green/7/", "jenkins/jenkins-shop-v2.0-green-7/Deploy")),
        };

    /// <summary>The two property files of TeamCity: the first names the second.</summary>
    public static string? ReadFile(string path) => path switch
    {
        "/properties" => "#TeamCity\nteamcity.build.id=31415\nteamcity.configuration.properties.file=/more\n",
        "/more" => """
            teamcity.build.id=1
            teamcity.build.triggeredBy=n/a
            teamcity.build.triggeredBy.username=rosa
            teamcity.build.vcs.branch.Shop=refs/tags/v2.0-green
            teamcity.serverUrl=https\://tc.example.com
            """,
        _ => null,
    };

    public static CiInput Input(CiSystem system, params string[] more) => new()
    {
        Environment = Variables([.. All[system].Variables, .. more]),
        ReadFile = ReadFile,
    };

    public static Dictionary<string, string> Variables(IEnumerable<string> pairs) => pairs
        .Select(pair => pair.Split('=', 2))
        .GroupBy(pair => pair[0], StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.Last()[1], StringComparer.Ordinal);

    private static CiRun Run(CiSystem system, string id, string link, string job) =>
        new(system, id, Tag, Commit, "rosa", new Uri(link), job);
}
