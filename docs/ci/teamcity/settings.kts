// Blue-green releases on TeamCity. From an empty repository to a first release: docs/ci/teamcity.md.
// Copy it to .teamcity/settings.kts, and write your app's name and repository in place of 'shop'.
import jetbrains.buildServer.configs.kotlin.*
import jetbrains.buildServer.configs.kotlin.buildFeatures.xmlReport
import jetbrains.buildServer.configs.kotlin.buildFeatures.XmlReport
import jetbrains.buildServer.configs.kotlin.buildSteps.script
import jetbrains.buildServer.configs.kotlin.triggers.vcs
import jetbrains.buildServer.configs.kotlin.vcs.GitVcsRoot

version = "2025.07"

project {
    vcsRoot(Tags)

    // The lock that all of them write: one build at a time, whatever tag it is of.
    features {
        feature {
            id = "BLUE_GREEN_LOCK"
            type = "JetBrains.SharedResources"
            param("name", "blue_green_shop")
            param("type", "quoted")
            param("quota", "1")
        }
    }

    buildType(Deploy)
    buildType(Activate)
    buildType(Rollback)
    buildType(Decommission)
}

// Its branches are the release tags, and nothing else.
object Tags : GitVcsRoot({
    name = "shop, release tags"
    url = "https://git.example.com/shop.git"
    branch = "refs/heads/main"
    branchSpec = """
        +:refs/tags/(v*-blue)
        +:refs/tags/(v*-green)
    """.trimIndent()
    useTagsAsBranches = true
})

/** What all four have: the tag, the lock, a limit, and one release id. */
fun BuildType.release(vararg targets: String) {
    artifactRules = targets.joinToString("\n") { "artifacts/$it => $it" }
    vcs { root(Tags) }
    params {
        // 'Custom parameters' of the project: a password parameter that holds the kubeconfig as base64.
        param("env.KUBECONFIG_BASE64", "%kubeconfig.base64%")
    }
    steps {
        targets.forEach { target ->
            script {
                name = target
                scriptContent = """
                    umask 077
                    export KUBECONFIG="%system.teamcity.build.tempDir%/kubeconfig"
                    printf '%%s' "${'$'}KUBECONFIG_BASE64" | base64 --decode > "${'$'}KUBECONFIG"
                    exec ./build.sh --target=$target
                """.trimIndent()
            }
        }
    }
    features {
        sharedResources { writeLock("blue_green_shop") }
        xmlReport {
            reportType = XmlReport.XmlReportType.JUNIT
            rules = "artifacts/SmokeTest/junit.xml"
        }
    }
    failureConditions { executionTimeoutMin = 60 }
}

object Deploy : BuildType({
    name = "Deploy"
    release("Deploy", "SmokeTest")
    params { param("env.BLUEGREEN_RELEASE_ID", "%teamcity.build.id%") }
    triggers {
        vcs {
            branchFilter = """
                +:v*-blue
                +:v*-green
            """.trimIndent()
        }
    }
})

// A person promotes a build of Deploy to one of these: until then nothing is locked. Each belongs to the release of
// that build, for it takes its id from there; a build id of its own would be another release.
fun BuildType.afterDeploy(target: String) {
    name = target
    release(target)
    params { param("env.BLUEGREEN_RELEASE_ID", "${Deploy.depParamRefs["teamcity.build.id"]}") }
    dependencies {
        snapshot(Deploy) {
            onDependencyFailure = FailureAction.FAIL_TO_START
            reuseBuilds = ReuseBuilds.SUCCESSFUL
        }
    }
}

object Activate : BuildType({ afterDeploy("Activate") })

// After Deploy, not after Activate: a switch that failed can be taken back too. It refuses unless this chain's release
// made the last switch.
object Rollback : BuildType({ afterDeploy("Rollback") })

object Decommission : BuildType({ afterDeploy("Decommission") })
